import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claimCounts, claimOf, splitSentences } from "./claims.ts";
import { fromMarkdown } from "./from-markdown.ts";
import { toHtml } from "./to-html.ts";
import { type Rendering, SOURCE, toMarkdown } from "./to-markdown.ts";
import { asGenerated, changesOf, isUntouched, unitsOf, wholeChangesOf } from "./units.ts";

const WORDS: Rendering = {
  figure: (name) => (name === "impact_duration" ? "45 min" : null),
  actionItems: () => [["P0", "Fix it", "Ada", "2026-01-05", "To do"]],
  evidence: () => null,
};

const DOCUMENT = `## Root Cause

It lasted [45 min](#impact_duration) [#12]. A \`pool\` leaked, **badly** [E3].

- one [opinion]
- two
  - inside

1. first
2. second

| Time | Event |
| --- | --- |
| 14:30 | Alert \\| fired [#3] |

> said

\`\`\`sh
kubectl get pods
\`\`\`

![E3](#evidence/E3)

| Priority | Action | Owner | Due date | State |
| --- | --- | --- | --- | --- |
| P0 | Fix it | Ada | 2026-01-05 | To do |`;

describe("Markdown", () => {
  test("comes back as it was, with figures, cites, evidence and action items", () => {
    const nodes = fromMarkdown(DOCUMENT);
    expect(toMarkdown(nodes, WORDS)).toBe(DOCUMENT);
    expect(JSON.stringify(nodes)).toContain('{"type":"figure","attrs":{"name":"impact_duration"}}');
    expect(JSON.stringify(nodes)).toContain('{"type":"cite","attrs":{"ref":"#12"}}');
    expect(nodes.map(({ type }) => type)).toEqual([
      "heading",
      "paragraph",
      "bulletList",
      "orderedList",
      "table",
      "blockquote",
      "codeBlock",
      "evidence",
      "actionItems",
    ]);
  });

  test("of any words is read as those words again", () => {
    const words = fc
      .stringMatching(/^[A-Za-z0-9*_`#<>[\]|~\\. -]{1,40}$/)
      .map((text) => text.trim().replaceAll(/\s+/g, " "))
      .filter((text) => /[A-Za-z]/.test(text) && !/\[(#\d|[ECH]\d|opinion)/.test(text) && !/^\d+[.)]/.test(text));
    fc.assert(
      fc.property(words, (text) => {
        const markdown = toMarkdown([{ type: "paragraph", content: [{ type: "text", text }] }], SOURCE);
        const [block] = fromMarkdown(markdown);
        expect((block?.content ?? []).map(({ text: part = "" }) => part).join("")).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test("becomes a page in which nothing of anybody's words is markup", () => {
    const nodes = fromMarkdown('See <img src=x onerror="alert(1)"> and [x](javascript:alert(1))');
    const html = toHtml("<script>", [["Status", "<b>"]], nodes, { figures: {}, entries: {}, evidence: [], items: [], differences: [] });
    expect(html).not.toMatch(/<script>|<img|<b>|javascript:alert\(1\)"/);
    expect(html).toContain("&lt;script&gt;");
  });
});

describe("what a sentence stands on", () => {
  test.each([
    ["It failed [#12].", "evidenced"],
    ["Lines show it [E3].", "evidenced"],
    ["It lasted {{impact_duration}}.", "computed"],
    ["We think that it was the cache.", "opinion"],
    ["Flags are good [opinion]", "opinion"],
    ["12,000 customers left.", "unsupported"],
  ])("%s is %s", (sentence, claim) => {
    expect(claimOf(sentence)).toBe(claim);
  });

  test("sentences end where they do, and what only cites belongs to the one before", () => {
    expect(splitSentences("It failed, e.g. Checkout did. Then it stopped [#3]. [#4] Why? Nobody knows")).toEqual([
      "It failed, e.g. Checkout did.",
      "Then it stopped [#3] [#4].",
      "Nobody knows",
    ]);
  });

  test("is counted over paragraphs, items and rows, not over headings", () => {
    const nodes = fromMarkdown(
      "## A heading\n\nIt failed [#1]. It hurt.\n\n- {{customers_affected}} left\n\n| Time | Event |\n| --- | --- |\n| 14:30 | Alert [#2] |",
    );
    expect(claimCounts(nodes)).toEqual({ evidenced: 2, computed: 1, opinion: 0, unsupported: 1 });
  });
});

describe("writing a section anew", () => {
  const units = (markdown: string) => unitsOf(asGenerated(fromMarkdown(markdown)));
  const kinds = (changes: ReturnType<typeof changesOf>) => changes.map(({ kind, text, isHuman }) => `${kind} ${text}${isHuman ? " (people)" : ""}`);

  test("keeps what is the same, and replaces what nobody touched", () => {
    expect(kinds(changesOf(units("One [#1].\n\nTwo."), units("One [#1].\n\nThree.")))).toEqual(["keep One [#1].", "remove Two.", "add Three."]);
  });

  test("keeps what people changed, and does not offer its former self again", () => {
    const [one, two] = units("One.\n\nTwo.");
    if (!one || !two) throw new Error("A unit is missing.");
    const edited = { ...two, source: "Two, says Ada." };
    expect(isUntouched(edited)).toBe(false);
    expect(kinds(changesOf([one, edited], units("One.\n\nTwo.")))).toEqual(["keep One.", "keep Two, says Ada. (people)"]);
  });

  test("keeps what people added, between what changes around it", () => {
    const [first] = units("One.");
    const [own] = unitsOf(fromMarkdown("Ours."));
    if (!first || !own) throw new Error("A unit is missing.");
    expect(kinds(changesOf([first, own], units("New.")))).toContain("keep Ours. (people)");
  });

  test("restoring a version takes everything else away", () => {
    expect(wholeChangesOf(units("One.\n\nTwo."), units("Two.")).map(({ kind }) => kind)).toEqual(["remove", "keep"]);
  });
});
