import type { Clue } from "../clue.ts";
import type { Notebook } from "../notebook.ts";
import type { LogDigest } from "./digest.ts";
import type { Failure } from "./failures.ts";
import { trendsIn, trendWords } from "./figures.ts";
import { isOwnState } from "./match-signature.ts";
import type { Periods } from "./rates.ts";
import { excerptOf, linesOf, rateOf, timeOf } from "./say.ts";

const MOST_OF_SERVICE = 6;
const MOST = 60;
const TOLD_FROM = 0.12;
const OWN_FROM = 0.4;
const BLAMED_SHARE = 0.55;
const TREND_STRENGTH = 0.4;
const BESIDES_MOST = 5;
const BESIDES_LONGEST = 140;

type Known = { logs: LogDigest; periods: Periods; notebook: Notebook };

/** Clues of the failures of each service. The first of a service names the others too, so that a reader of one sentence knows all kinds. */
export function cluesOfFailures(failures: readonly Failure[], known: Known): Clue[] {
  const told = failures.filter(({ strength }) => strength >= TOLD_FROM);
  const clues: Clue[] = [];
  for (const own of Map.groupBy(told, ({ service }) => service).values()) {
    const kept = own.slice(0, MOST_OF_SERVICE).toSorted((one, other) => weightOf(other) - weightOf(one));
    const ids = kept.map((failure) => cite(failure, known.notebook));
    for (const [index, failure] of kept.entries()) {
      const others = index === 0 ? kept.slice(1) : [];
      const evidence = index === 0 ? ids : [ids[index] ?? ""];
      clues.push(clueOf(failure, others, evidence, known));
      const blamed = failure.blame?.service;
      if (blamed) clues.push(clueOfBlamed(failure, blamed, [ids[index] ?? ""]));
    }
  }
  for (const service of new Set(known.logs.templates.map(({ service: of }) => of))) clues.push(...clueOfTrends(service, known));
  return clues.toSorted((one, other) => other.strength - one.strength || (one.statement < other.statement ? -1 : 1)).slice(0, MOST);
}

function clueOf(failure: Failure, others: readonly Failure[], evidence: string[], { logs, periods }: Known): Clue {
  const { service, family, blame, strength, from } = failure;
  const besides = [...failure.parts.slice(1), ...others.flatMap(({ parts }) => parts.slice(0, 1))]
    .slice(0, BESIDES_MOST)
    .map(
      ({ sample, rate, template }) => `“${excerptOf(sample.message, BESIDES_LONGEST)}” (${linesOf(rate.after > 0 ? rate.after : template.total)})`,
    );
  return {
    service,
    signature: family?.name ?? null,
    statement: `${service} logs ${quoted(failure)}: ${countWords(failure, logs, periods)}${besides.length > 0 ? `; besides, ${besides.join(", ")}` : ""}.`,
    strength,
    role: roleOf(failure),
    at: from,
    ...(blame ? { blames: blame.service ?? blame.named } : {}),
    ...(blame ? { chain: [{ why: `Why does ${service} fail?`, because: `It does not get what it asks of ${blame.named}` }] } : {}),
    evidence,
  };
}

function roleOf({ family, blame, strength }: Failure): Clue["role"] {
  if (blame?.service) return "effect";
  return isOwnState(family?.name ?? null) && strength >= OWN_FROM ? "cause" : "either";
}

/** A state of the service itself is told before what may follow from others. */
function weightOf(failure: Failure): number {
  return failure.strength * { cause: 1, either: 0.6, effect: 0.2 }[roleOf(failure)];
}

function clueOfBlamed({ service, strength, lines, from, parts }: Failure, blamed: string, evidence: string[]): Clue {
  return {
    service: blamed,
    signature: null,
    statement: `${service} blames ${blamed} in ${linesOf(lines)}: “${excerptOf(parts[0]?.sample.message ?? "")}”.`,
    strength: strength * BLAMED_SHARE,
    role: "either",
    at: from,
    evidence,
  };
}

function quoted({ parts }: Failure): string {
  return `“${excerptOf(parts[0]?.sample.message ?? "")}”`;
}

function countWords({ lines, linesBefore, from, to, parts }: Failure, { to: end, slotMs }: LogDigest, { hasBefore }: Periods): string {
  const since = from === null ? "" : ` since ${timeOf(parts[0]?.rate.before === 0 ? (parts[0]?.template.samples[0]?.at ?? from) : from)}`;
  const minutes = parts[0]?.rate;
  const rates =
    hasBefore && minutes
      ? `, ${rateOf(lines / Math.max(minutes.afterMinutes, 1e-9))} a minute against ${rateOf(linesBefore / Math.max(minutes.beforeMinutes, 1e-9))} before`
      : "";
  const isOver = to !== null && from !== null && end !== null && end - to > 30 * slotMs;
  return `${linesOf(lines)}${since}${isOver ? ` until ${timeOf(to)}, none after that` : ""}${rates}`;
}

function clueOfTrends(service: string, { logs, notebook }: Known): Clue[] {
  const templates = logs.templates.filter((template) => template.service === service);
  const trends = trendsIn(templates);
  if (trends.length === 0) return [];
  const words = trends.map(trendWords).join(", ");
  const id = notebook.cite({ kind: "logs", source: `logs of ${service}`, title: "Figures in the lines", excerpt: words });
  return [
    {
      service,
      signature: null,
      statement: `In the lines of ${service}, ${words}.`,
      strength: TREND_STRENGTH,
      role: "either",
      at: null,
      evidence: [id],
    },
  ];
}

function cite({ service, parts, lines }: Failure, notebook: Notebook): string {
  const [first] = parts;
  const at = first?.sample.at ?? null;
  return notebook.cite({
    kind: "logs",
    source: `logs of ${service}`,
    title: first?.template.text.slice(0, 160) ?? "",
    excerpt: `${first?.sample.message.slice(0, 400) ?? ""}\n(${linesOf(lines)})`,
    ...(at === null ? {} : { at: new Date(at).toISOString() }),
  });
}
