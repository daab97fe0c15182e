import type { Analysis } from "#server/rca/index.ts";
import type { Case, Truth } from "./data.ts";

/** Marks of one case by the rules of the data's own scorer; what the truth does not say has no mark. True and false count as 1 and 0. */
export type Marks = Partial<Record<Mark, number>>;
export const MARKS = [
  "top1",
  "top3",
  "avg5",
  "fine1",
  "mechanism",
  "facts",
  "allFacts",
  "ownFacts",
  "allOwnFacts",
  "change1",
  "change3",
  "decoy",
  "abstained",
  "gaveUp",
  "accusedWrongly",
] as const;
export type Mark = (typeof MARKS)[number];

const ACCUSED_FROM = 0.5;

export function marksOf({ truth, labels }: Case, answer: Analysis): Marks {
  const isClaimed = answer.rootCause.sufficient;
  if (truth.noCause) return { abstained: Number(!isClaimed), accusedWrongly: Number(isClaimed) };
  return {
    ...placeMarks(truth, answer),
    ...mechanismMark(truth, labels, answer),
    ...factMarks(truth, answer),
    ...changeMarks(truth, answer),
  };
}

function placeMarks(truth: Truth, answer: Analysis): Marks {
  const want = truth.service ?? truth.object;
  if (!want) return {};
  const ranking = rankingOf(answer);
  const hits = ranking.slice(0, 5).map(({ service }) => [want, ...(truth.acceptable ?? [])].some((one) => isSame(service, one)));
  const within = (most: number) => Number(hits.slice(0, most).some(Boolean));
  const { sufficient } = answer.rootCause;
  return {
    top1: within(1),
    top3: within(3),
    avg5: [1, 2, 3, 4, 5].reduce((sum, most) => sum + within(most), 0) / 5,
    accusedWrongly: Number(sufficient && within(1) === 0),
    gaveUp: Number(!sufficient),
    ...(truth.metric ? { fine1: Number(within(1) === 1 && isSameMetric(ranking[0]?.metric, truth.metric)) } : {}),
  };
}

function rankingOf({ rootCause, ranked }: Analysis): { service: string; metric?: string }[] {
  const once = new Map<string, { service: string; metric?: string }>();
  for (const one of rootCause.service ? [rootCause, ...ranked] : ranked) if (!once.has(one.service)) once.set(one.service, one);
  return [...once.values()];
}

/** The forms under which a thing may be named: without its kind, its namespace, or what a controller appends to a pod. */
function namesOf(name: string): Set<string> {
  const bare = name
    .trim()
    .toLowerCase()
    .replace(/^(service|svc|node|namespace|ns|pod|deployment|deploy|statefulset|daemonset|job|app)\//, "");
  const last = /^[a-z0-9-]+\/[a-z0-9.-]+$/.test(bare) ? (bare.split("/").at(-1) ?? bare) : bare;
  const endings = [/-[a-f0-9]{6,10}-[a-z0-9]{5}$/, /-(?=[a-z]*\d)[a-z0-9]{5}$/, /-[a-f0-9]{8,10}$/, /-\d+$/];
  return new Set([last, ...endings.map((ending) => last.replace(ending, ""))].filter((one) => one !== ""));
}

export function isSame(one: string, other: string): boolean {
  const others = namesOf(other);
  return [...namesOf(one)].some((name) => others.has(name));
}

function isSameMetric(one: string | undefined, other: string): boolean {
  const bare = (name: string) =>
    name
      .toLowerCase()
      .replaceAll("memory", "mem")
      .replaceAll(/[^a-z0-9]/g, "");
  const [a, b] = [bare(one ?? ""), bare(other)];
  return a !== "" && b !== "" && (a.includes(b) || b.includes(a));
}

function mechanismMark({ label }: Truth, labels: Case["labels"], { rootCause }: Analysis): Marks {
  const wanted = labels[label ?? ""];
  if (!wanted) return {};
  const said = `${rootCause.statement}\n${rootCause.signature ?? ""}`;
  const both = `${said.replaceAll("_", " ")}\n${said}`;
  return { mechanism: Number([wanted].flat().some((pattern) => new RegExp(pattern, "is").test(both))) };
}

const CONCLUSION = [
  "rootCause",
  "hypotheses",
  "fiveWhys",
  "contributingFactors",
  "recommendations",
  "suspectChanges",
  "changePoints",
  "ranked",
  "impact",
  "summary",
] as const;

function factMarks({ mustMention }: Truth, answer: Analysis): Marks {
  if (!mustMention) return {};
  const whole = JSON.stringify(answer);
  const own = JSON.stringify(Object.fromEntries(CONCLUSION.map((name) => [name, answer[name]])));
  const share = (text: string) => mustMention.filter((pattern) => new RegExp(pattern, "is").test(text)).length / mustMention.length;
  const [facts, ownFacts] = [share(whole), share(own)];
  return { facts, allFacts: Number(facts === 1), ownFacts, allOwnFacts: Number(ownFacts === 1) };
}

function changeMarks({ change, decoys = [] }: Truth, { suspectChanges }: Analysis): Marks {
  if (change === undefined) return {};
  const accused = suspectChanges.filter(({ score }) => score >= ACCUSED_FROM).map((one) => JSON.stringify(one));
  const isFirstDecoy = decoys.some((decoy) => accused[0]?.includes(decoy.slice(0, 7)));
  if (change === "none") return { change1: Number(accused.length === 0), change3: Number(accused.length === 0), decoy: Number(isFirstDecoy) };
  const isHit = (most: number) => Number(accused.slice(0, most).some((one) => one.includes(change.slice(0, 7))));
  return { change1: isHit(1), change3: isHit(3), decoy: Number(isFirstDecoy) };
}
