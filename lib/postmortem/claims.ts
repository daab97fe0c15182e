import { type DocNode, plainText, sectionOf } from "./node.ts";

export const CLAIMS = ["evidenced", "computed", "opinion", "unsupported"] as const;
/** What a sentence stands on: something that was captured or recorded, a computed figure, somebody's view, or nothing. */
export type Claim = (typeof CLAIMS)[number];
export type ClaimCounts = Record<Claim, number>;

export type Sentence = { text: string; claim: Claim; section: string | null };

const CITE = /\[(#\d+|[ECH]\d+)\]/;
const FIGURE = /\{\{[^{}]+\}\}/;
const OPINION =
  /\b(we|i|the team) (think|believe|feel|suspect|assume|suggest|propose|recommend)\b|\b(should|could have|might|may have|probably|perhaps|likely|arguably|in (our|my) (view|opinion)|seems?|appears? to|would have|valuable|critical infrastructure|worth)\b/i;

/** Every sentence of a document with what it stands on. Headings, heads of tables and questions claim nothing. Pure. */
export function sentencesOf(blocks: readonly DocNode[]): Sentence[] {
  const found: Sentence[] = [];
  let section: string | null = null;
  for (const block of blocks) {
    section = sectionOf(block) ?? section;
    for (const text of textsOf(block)) for (const sentence of splitSentences(text)) found.push({ text: sentence, claim: claimOf(sentence), section });
  }
  return found;
}

export function claimCounts(blocks: readonly DocNode[]): ClaimCounts {
  const counts: ClaimCounts = { evidenced: 0, computed: 0, opinion: 0, unsupported: 0 };
  for (const { claim } of sentencesOf(blocks)) counts[claim] += 1;
  return counts;
}

export function claimOf(sentence: string): Claim {
  if (sentence.includes("[opinion]")) return "opinion";
  if (CITE.test(sentence)) return "evidenced";
  if (FIGURE.test(sentence)) return "computed";
  return OPINION.test(sentence) ? "opinion" : "unsupported";
}

/** The texts of a block that can claim something; a row of a table is one. */
function textsOf(block: DocNode): string[] {
  switch (block.type) {
    case "paragraph":
      return [plainText(block)];
    case "bulletList":
    case "orderedList":
    case "listItem":
    case "blockquote":
      return (block.content ?? []).flatMap(textsOf);
    case "table":
      return (block.content ?? []).filter(isBody).map((row) => (row.content ?? []).map((cell) => plainText(cell).replace(/[.!?]$/, "")).join(" – "));
    default:
      return [];
  }
}

function isBody(row: DocNode): boolean {
  return !(row.content ?? []).every(({ type }) => type === "tableHeader");
}

const BREAK = /(?<=[.!?][”"')]?)\s+(?=[“"'(]?[\p{Lu}\p{N}{`])/u;
const SHORT = /\b(e\.g|i\.e|etc|vs|approx|no|cf|Mr|Ms|Dr|St|Inc|Ltd)\.$/i;

const STRAY_CITES = /([.!?])((?: \[(?:#\d+|[ECH]\d+|opinion)\])+)/g;

/** A text as its sentences; what only cites belongs to the one before it. Pure. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  for (const part of text
    .replaceAll(STRAY_CITES, "$2$1")
    .split(BREAK)
    .flatMap((one) => one.split("\n"))) {
    const last = sentences.at(-1);
    const words = part.replaceAll(/\[(#\d+|[ECH]\d+|opinion)\]/g, "");
    if (last !== undefined && (SHORT.test(last) || !/[\p{L}\p{N}{]/u.test(words))) sentences[sentences.length - 1] = `${last} ${part}`;
    else if (/[\p{L}\p{N}{]/u.test(words)) sentences.push(part.trim());
  }
  return sentences.filter((sentence) => !sentence.endsWith("?"));
}
