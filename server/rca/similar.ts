import type { SimilarIncident, SuspectChange, TemplateAnswer } from "./answer.ts";
import type { Bundle, PastIncident } from "./bundle.ts";
import { partsOf, wordsOf } from "./changes/words.ts";

/** What is known of the incident at hand when it is compared. */
export type Known = {
  services: readonly string[];
  signature: string | null;
  cause: string;
  templates: readonly TemplateAnswer[];
  changes: readonly SuspectChange[];
};

const MOST = 5;
const LEAST_SCORE = 0.25;
const [SATURATION, LENGTH] = [1.2, 0.75];
const CHANGE_KINDS = /\b(deploy|commit|flag|config(?:uration)?|migration|scaling|certificate|quota|network|permission|timeout|index|replicas?)\b/gi;

/**
 * Earlier incidents that are like this one, the likest first: by their words (BM25, Robertson and Zaragoza 2009, as a share of what the past incident would
 * score against itself), the services that both struck, the family of failure and the kind of change.
 */
export function similarTo({ incident, past }: Pick<Bundle, "incident" | "past">, known: Known): SimilarIncident[] {
  const words = new Set(
    wordsOf([incident.title, known.cause, ...known.templates.slice(0, 10).map(({ template }) => template)].join("\n")).map(({ text }) => text),
  );
  const texts = past.map((one) => wordsOf(`${one.title}\n${one.cause}`).map(({ text }) => text));
  const weigh = lexical(texts);
  return past
    .map((one, at) => similarityOf(one, weigh(words, texts[at] ?? []), known))
    .filter(({ score }) => score >= LEAST_SCORE)
    .toSorted((one, other) => other.score - one.score || (one.reference < other.reference ? -1 : 1))
    .slice(0, MOST);
}

/** BM25 of a document for a query, from 0 to 1: 1 is what its own words would get. */
function lexical(texts: readonly string[][]): (words: ReadonlySet<string>, text: readonly string[]) => number {
  const uses = new Map<string, number>();
  for (const text of texts) for (const word of new Set(text)) uses.set(word, (uses.get(word) ?? 0) + 1);
  const mean = texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);
  const weight = (word: string): number => Math.log(1 + (texts.length - (uses.get(word) ?? 0) + 0.5) / ((uses.get(word) ?? 0) + 0.5));
  const norm = (length: number): number => (SATURATION + 1) / (1 + SATURATION * (1 - LENGTH + (LENGTH * length) / Math.max(1, mean)));
  return (words, text) => {
    const all = text.reduce((sum, word) => sum + weight(word), 0) * norm(text.length);
    const met = text.filter((word) => words.has(word)).reduce((sum, word) => sum + weight(word), 0) * norm(text.length);
    return all > 0 ? met / all : 0;
  };
}

function similarityOf(one: PastIncident, lexicalScore: number, { services, signature, changes }: Known): SimilarIncident {
  const shared = one.services.filter((service) => services.some((other) => isSame(service, other)));
  const struck = shared.length / Math.max(1, Math.min(one.services.length, services.length));
  const isFamily = one.signature !== null && one.signature === signature;
  const kinds = new Set(`${one.title} ${one.cause}`.toLowerCase().match(CHANGE_KINDS) ?? []);
  const kind = changes
    .filter(({ score }) => score >= 0.5)
    .flatMap(({ title }) => title.toLowerCase().match(CHANGE_KINDS) ?? [])
    .find((word) => kinds.has(word));
  const score = 0.45 * Math.min(1, lexicalScore * 1.6) + 0.25 * struck + 0.22 * (isFamily ? 1 : 0) + 0.08 * (kind ? 1 : 0);
  const why = [
    shared.length > 0 ? `both struck ${shared.slice(0, 3).join(", ")}` : "",
    isFamily ? `both are of the family ${one.signature?.replaceAll("-", " ")}` : "",
    kind ? `both came with a ${kind}` : "",
    lexicalScore > 0.15 ? `they are told in much the same words (${Math.round(lexicalScore * 100)} % of its own)` : "",
  ].filter((part) => part !== "");
  return { reference: one.reference, title: one.title, score: Math.round(score * 1000) / 1000, why: sentence(why) };
}

const isSame = (one: string, other: string): boolean => partsOf(one).join("-") === partsOf(other).join("-");

function sentence(parts: readonly string[]): string {
  const joined = parts.join("; ");
  return joined === "" ? "They have little in common." : `${joined.charAt(0).toUpperCase()}${joined.slice(1)}.`;
}
