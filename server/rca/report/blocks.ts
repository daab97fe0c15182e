import type { Block } from "#lib/contracts/document.ts";
import type { Analysis, EvidenceItem, Hypothesis, Statement } from "../answer.ts";
import { listOf, offsetOf, percentOf } from "../words.ts";

const LONGEST_EXCERPT = 1_200;
const HORIZON_WORDS = { immediate: "Immediate", short: "Short-term", medium: "Medium-term", long: "Long-term" } as const;
const RESULT_WORDS = { supported: "Supported", refuted: "Refuted", untested: "Not tested" } as const;

/** An analysis as the typed blocks that console, documents and terminals show. Every statement carries its evidence ids, or says that it has none. */
export function reportBlocks(analysis: Analysis): Block[] {
  return [
    ...section("Executive summary", [{ kind: "text", text: plain(analysis.summary) }]),
    ...section("Timeline of events", timeline(analysis)),
    ...section("Five whys", whys(analysis)),
    ...section("Root cause", rootCause(analysis)),
    ...section("Hypotheses", analysis.hypotheses.flatMap(hypothesis)),
    ...section("Impact", statements(analysis.impact)),
    ...section("Suspect changes", suspects(analysis)),
    ...section("Contributing factors", statements(analysis.contributingFactors)),
    ...section(
      "Why it was not caught earlier",
      list(analysis.notCaught.map(({ text, evidence: ids }) => `${plain(text)}${ids.length > 0 ? ` ${mark(ids)}` : ""}`)),
    ),
    ...section("Recommendations", recommendations(analysis)),
    ...section("What would settle it", list(analysis.wouldSettle.map(plain))),
    ...section("Similar past incidents", list(analysis.similar.map(({ reference, title, why }) => plain(`${reference} ${title}: ${why}`)))),
    ...section("Evidence", cited(analysis).map(evidence)),
    ...section("What could not be read", list(analysis.warnings.map(plain))),
  ];
}

function section(text: string, blocks: Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: "heading", text }, ...blocks];
}

function list(items: string[]): Block[] {
  return items.length === 0 ? [] : [{ kind: "list", items }];
}

function statements(all: readonly Statement[]): Block[] {
  return list(all.map(({ text, evidence: ids }) => `${plain(text)} ${mark(ids)}`));
}

function timeline({ timeline: lines }: Analysis): Block[] {
  if (lines.length === 0) return [];
  const rows = lines.map(({ at, offset, text, evidence: ids }) => [
    offsetOf(offset),
    at.slice(0, 19).replace("T", " "),
    `${plain(text)}${ids.length > 0 ? ` ${mark(ids)}` : ""}`,
  ]);
  return [{ kind: "table", head: ["T±", "Time (UTC)", "Event"], rows }];
}

function whys({ fiveWhys }: Analysis): Block[] {
  return fiveWhys.map(({ why, because, evidence: ids }, index) => ({
    kind: "text",
    text: `**Why ${index + 1}**: ${plain(why)}\n\n→ ${plain(because)}${ids.length > 0 ? ` ${mark(ids)}` : ""}`,
  }));
}

function rootCause({ rootCause: cause }: Analysis): Block[] {
  const value = cause.sufficient ? `${percentOf(cause.confidence)}` : `${percentOf(cause.confidence)}: not enough to name a cause`;
  return [
    { kind: "text", text: `${plain(cause.statement)} ${mark(cause.evidence)}` },
    {
      kind: "fields",
      fields: [
        { label: cause.sufficient ? "Where" : "Nearest", value: plain(cause.service || "not established") },
        { label: "Confidence", value },
      ],
    },
  ];
}

function hypothesis({ statement, for: pro, against, test, result, resultWords, confidence }: Hypothesis, index: number): Block[] {
  const own = pro.find(({ text }) => text.startsWith(statement.replace(/\.$/, "")));
  const cites = own ? ` ${mark(own.evidence)}` : "";
  return [
    { kind: "text", text: `**${index + 1}. ${plain(statement)}** ${percentOf(confidence)}, ${RESULT_WORDS[result].toLowerCase()}${cites}` },
    {
      kind: "list",
      items: [
        ...pro.filter(({ text }) => text !== statement).map(({ text, evidence: ids }) => `For: ${plain(text)} ${mark(ids)}`),
        ...against.map(({ text, evidence: ids }) => `Against: ${plain(text)}${ids.length > 0 ? ` ${mark(ids)}` : ""}`),
        `Test: ${plain(test)} ${RESULT_WORDS[result]}: ${plain(resultWords)}`,
      ],
    },
  ];
}

/** What is listed is suspected as far as it says; accused is only what is likelier than not. */
const SUSPECT_FROM = 0.15;
/** Where none is, the likeliest is shown all the same, so that people see what was weighed; below this it is one of many. */
const LIKELIEST_FROM = 0.03;

function suspects({ suspectChanges }: Analysis): Block[] {
  const shown = suspectChanges.filter(({ score }, rank) => score >= (rank === 0 ? LIKELIEST_FROM : SUSPECT_FROM)).slice(0, 5);
  if (shown.length === 0) return [];
  const rows = shown.map(({ title, service, score, reasons, evidence: ids }) => [
    plain(title),
    plain(service ?? "–"),
    percentOf(score),
    `${plain(reasons.map((reason) => reason.replace(/\.$/, "")).join("; "))} ${mark(ids)}`,
  ]);
  return [{ kind: "table", head: ["Change", "Service", "Suspicion", "Why"], rows }];
}

function recommendations(analysis: Analysis): Block[] {
  const { recommendations: all, wouldSettle } = analysis;
  return list(all.filter(({ text }) => !wouldSettle.includes(text)).map(({ horizon, text }) => `**${HORIZON_WORDS[horizon]}**: ${plain(text)}`));
}

/** Evidence that something in the report stands on; what nobody cites stays in the answer but not in the report. */
function cited(analysis: Analysis): EvidenceItem[] {
  const { evidence: _, ...rest } = analysis;
  const used = new Set([...JSON.stringify(rest).matchAll(/"(E\d+)"/g)].map(([, id]) => id));
  return analysis.evidence.filter(({ id }) => used.has(id));
}

function evidence({ id, title, source, excerpt }: EvidenceItem): Block {
  const shown = excerpt.length > LONGEST_EXCERPT ? `${excerpt.slice(0, LONGEST_EXCERPT)}…` : excerpt;
  return { kind: "text", text: `**${id}** ${plain(title)} (${plain(source)})${shown.trim() === "" ? "" : `\n\n${code(shown)}`}` };
}

function mark(ids: readonly string[]): string {
  return ids.length > 0 ? `[${listOf(ids.slice(0, 4)).replaceAll(" and ", ", ")}]` : "[no evidence]";
}

/** Words of others as plain text: no figure is named by them, no Markdown begun. */
function plain(text: string): string {
  return text
    .replaceAll("{{", "{ {")
    .replaceAll(/([`*_<>[\]\\])/g, "\\$1")
    .replaceAll("\n", " ");
}

/** Lines as they were, indented so that nothing in them can end the block. */
function code(text: string): string {
  return text
    .replaceAll("{{", "{ {")
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
