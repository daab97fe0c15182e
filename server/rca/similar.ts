import type { SimilarIncident, SuspectChange, TemplateAnswer } from "./answer.ts";
import type { Bundle, PastIncident } from "./bundle.ts";
import { partsOf, wordsOf } from "./changes/words.ts";
import { familyOf } from "./logs/match-signature.ts";

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
/** No two accounts share all their words: this share of its own is counted as the whole. */
const OF_ITS_OWN = 1.6;
/** What is not known of the incident at hand speaks neither for nor against; but words alone are never the whole. */
const LEAST_KNOWN = 0.6;
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
  const titles = past.map(({ title }) => wordsOf(title).map(({ text }) => text));
  const { weigh, cosine } = lexical(texts);
  const told: Known = { ...known, signature: known.signature ?? familyOf(incident.title)?.name ?? null };
  return past
    .map((one, at) => similarityOf(one, Math.max(weigh(words, texts[at] ?? []), cosine(words, titles[at] ?? [])), told))
    .filter(({ score }) => score >= LEAST_SCORE)
    .toSorted((one, other) => other.score - one.score || (one.reference < other.reference ? -1 : 1))
    .slice(0, MOST);
}

/**
 * BM25 of a document for a query, from 0 to 1: as a share of what the document's own words would get, or of what the query's words are worth, whichever
 * says more: a short question matches a long story by the latter, a long account by the former.
 */
function lexical(texts: readonly string[][]) {
  const uses = new Map<string, number>();
  for (const text of texts) for (const word of new Set(text)) uses.set(word, (uses.get(word) ?? 0) + 1);
  const mean = texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);
  const weight = (word: string): number => Math.log(1 + (texts.length - (uses.get(word) ?? 0) + 0.5) / ((uses.get(word) ?? 0) + 0.5));
  const norm = (length: number): number => (SATURATION + 1) / (1 + SATURATION * (1 - LENGTH + (LENGTH * length) / Math.max(1, mean)));
  const sumOf = (words: Iterable<string>): number => [...words].reduce((sum, word) => sum + weight(word), 0);
  const weigh = (words: ReadonlySet<string>, text: readonly string[]): number => {
    const met = sumOf(text.filter((word) => words.has(word)));
    if (met === 0) return 0;
    return Math.min(1, Math.max((met / sumOf(text)) * OF_ITS_OWN, ((met / sumOf(words)) * norm(text.length)) / norm(mean)));
  };
  /** Of two short texts, which share two words at least: one is an accident. */
  const cosine = (words: ReadonlySet<string>, text: readonly string[]): number => {
    const shared = text.filter((word) => words.has(word));
    return shared.length < 2 ? 0 : sumOf(shared) / Math.sqrt(sumOf(text) * sumOf(words));
  };
  return { weigh, cosine };
}

function similarityOf(one: PastIncident, lexicalScore: number, { services, signature, changes }: Known): SimilarIncident {
  const shared = one.services.filter((service) => services.some((other) => isSame(service, other)));
  const struck = shared.length / Math.max(1, Math.min(one.services.length, services.length));
  const family = one.signature ?? familyOf(`${one.title}\n${one.cause}`)?.name ?? null;
  const isFamily = family !== null && family === signature;
  const kinds = new Set(`${one.title} ${one.cause}`.toLowerCase().match(CHANGE_KINDS) ?? []);
  const kind = changes
    .filter(({ score }) => score >= 0.5)
    .flatMap(({ title }) => title.toLowerCase().match(CHANGE_KINDS) ?? [])
    .find((word) => kinds.has(word));
  const signs: readonly (readonly [weight: number, value: number, isKnown: boolean])[] = [
    [0.45, lexicalScore, true],
    [0.25, struck, services.length > 0],
    [0.22, isFamily ? 1 : 0, signature !== null],
    [0.08, kind ? 1 : 0, changes.length > 0],
  ];
  const known = signs.filter(([, , isKnown]) => isKnown);
  const score =
    known.reduce((sum, [weight, value]) => sum + weight * value, 0) /
    Math.max(
      LEAST_KNOWN,
      known.reduce((sum, [weight]) => sum + weight, 0),
    );
  const why = [
    shared.length > 0 ? `both struck ${shared.slice(0, 3).join(", ")}` : "",
    isFamily ? `both are of the family ${family?.replaceAll("-", " ")}` : "",
    kind ? `both came with a ${kind}` : "",
    lexicalScore > 0.15 ? "they are told in much the same words" : "",
  ].filter((part) => part !== "");
  return { reference: one.reference, title: one.title, score: Math.round(score * 1000) / 1000, why: sentence(why) };
}

const isSame = (one: string, other: string): boolean => partsOf(one).join("-") === partsOf(other).join("-");

function sentence(parts: readonly string[]): string {
  const joined = parts.join("; ");
  return joined === "" ? "They have little in common." : `${joined.charAt(0).toUpperCase()}${joined.slice(1)}.`;
}
