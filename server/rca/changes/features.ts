import type { Bundle, Change } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import type { Act } from "./acts/act.ts";
import { actsOf } from "./acts/acts-of.ts";
import { dangerOf } from "./acts/danger.ts";
import type { Carried } from "./carriers.ts";
import { COMPLAINTS } from "./complaints/index.ts";
import { type Diff, type DiffLine, diffOf } from "./diff.ts";
import { effectiveOf } from "./harmless.ts";
import type { Literals } from "./literals.ts";
import { isMending } from "./mending.ts";
import { netWords } from "./net-words.ts";
import { bounded } from "./numbers.ts";
import type { Onset } from "./onset.ts";
import { type Places, relationOf } from "./places.ts";
import { isPreserving } from "./preserving.ts";
import type { Saying } from "./sayings.ts";
import { type Rarity, sharedWords } from "./shared-words.ts";
import { subjectsOf } from "./subjects.ts";
import { sharedTopics, type Topics } from "./topics.ts";

/** What speaks for and against one change, each from 0 to 1. */
export type Features = {
  /** It was live before the trouble began. */
  time: number;
  /** It went live only after the trouble had surely begun. */
  isLate: number;
  /** Something began just after it went live. */
  aligned: number;
  /** It is of the service that failed, or of one that this leans on. */
  relation: number;
  /** It touches what the evidence names. */
  words: number;
  /** The most telling word of the evidence among those that it really adds or takes. */
  named: number;
  /** It is of the field of which the evidence speaks, though in other words. */
  topic: number;
  /** What it does is known to bring about what the evidence complains of. */
  mechanism: number;
  /** How seldom what it does is harmless; 0 where it does nothing that is known. */
  danger: number;
  /** How many of its lines count; 0 where none is told. */
  lines: number;
  isTold: number;
  /** How much of it can alter what a service does. */
  harm: number;
  /** It only gives a guard, a release, a bound or more room. */
  mends: number;
  /** It turns a switch, of which no line is told. */
  isSwitch: number;
  /** It was carried to where it runs. */
  carried: number;
  /** Taking it back ended the trouble. */
  reverted: number;
};

export type Judgement = Carried & {
  features: Features;
  act: Act | null;
  complaint: string | null;
  saying: Saying | null;
  shared: string[];
  kinds: string[];
  effectAt: number;
  service: string | null;
  isPreserving: boolean;
};

export type Scene = {
  bundle: Bundle;
  frame: Frame;
  onset: Onset;
  sayings: readonly Saying[];
  said: ReadonlyMap<string, number>;
  topics: Topics;
  places: Places;
  rarity: Rarity;
  literals: Literals;
  hasDeploys: boolean;
};

export function judge(carried: Carried, scene: Scene): Judgement {
  const { change, deploys } = carried;
  const diff = diffOf(change.title, change.detail);
  const { lines, kinds, share } = effectiveOf(diff);
  const acts = actsOf(lines, diff.lines, diff.paths).filter(({ name }) => !SWITCH.test(change.kind) || VAGUE.has(name));
  const isSame = isPreserving(change.title, diff, withLayout(diff, lines), acts);
  const { relation, service } = relationOf(carried, diff.paths, scene.places);
  const { at: effectAt, time } = timeOf(change, deploys, scene.onset);
  const literal = scene.literals(lines);
  const { score: words, shared } = sharedWords(textOf(change, diff, lines), scene.said, scene.rarity, literal);
  const { strongest: named } = sharedWords([{ text: netWords(lines).net, weight: 1 }], scene.said, scene.rarity, literal);
  const fit = bestFit(acts, scene.sayings, words);
  const harm = (share > 0 ? 0.8 + 0.2 * share : 0) * (isSame ? 0.3 : 1);
  return {
    ...carried,
    service,
    effectAt,
    kinds,
    isPreserving: isSame,
    act: fit.act,
    complaint: fit.complaint,
    saying: fit.saying,
    shared,
    features: {
      time,
      isLate: effectAt > scene.onset.surelyAt + scene.onset.tolerance ? 1 : 0,
      aligned: alignedOf(effectAt, service, scene),
      relation,
      words,
      named,
      topic: sharedTopics(scene.topics.of(change), scene.topics.said, scene.topics.uses, scene.bundle.changes.length),
      mechanism: fit.score * (isSame ? 0.2 : 1),
      danger: dangerOf(acts),
      lines: lines.length,
      isTold: diff.isPatch ? 1 : 0,
      harm: harmOf(change, diff, harm),
      mends: isMending(lines, acts) ? 1 : 0,
      isSwitch: SWITCH.test(change.kind) ? 1 : 0,
      carried: deploys.length > 0 || !/commit|merge|push/i.test(change.kind) || !scene.hasDeploys ? 1 : 0,
      reverted: revertedOf(carried, scene),
    },
  };
}

/** With the lines that come again as they went: together they show that something only moved. */
function withLayout({ lines: all }: Diff, kept: readonly DiffLine[]): DiffLine[] {
  const [paths, own] = [new Set(kept.map(({ path }) => path)), new Set(kept)];
  const squeezed = ({ text }: DiffLine): string => text.replace(/[\s;,]+/g, "");
  const changed = all.filter(({ sign, path, text }) => sign !== " " && paths.has(path) && text.trim() !== "");
  const both = (line: DiffLine): boolean => changed.some((other) => other.sign !== line.sign && squeezed(other) === squeezed(line));
  return changed.filter((line) => own.has(line) || both(line));
}

const HARMLESS_TITLE =
  /\b(typos?|spelling|docs?|document(ation)?|readme|comments?|lint|format(ting)?|restyle|tests?|benchmarks?|changelog|translations?|storybook|codeowners|icons?|tooltips?|colou?rs?)\b/i;

/** What the title says of it stays as it was. */
const SAME = /\bsame (issuer|key|chain|authority|ca|image|version|values?|settings?|size)\b|\bno(-op| functional| behaviou?ral)? changes?\b/i;

/** Where no line is told, the title has to say what it is. */
function harmOf({ title }: Change, { isPatch }: Diff, share: number): number {
  if (isPatch) return Math.max(0.04, SAME.test(title) ? share * 0.4 : share);
  return HARMLESS_TITLE.test(title) ? share * 0.2 : share * 0.6;
}

/** The last time before the trouble that it went live. A change after the beginning is no cause of it, but clocks differ a little. */
function timeOf(change: Change, deploys: readonly Change[], { at, tolerance }: Onset): { at: number; time: number } {
  const times = deploys.length > 0 ? deploys.map((deploy) => deploy.at) : [change.at];
  const before = times.filter((one) => one <= at + tolerance);
  if (before.length === 0) return { at: Math.min(...times), time: 0 };
  const last = Math.max(...before);
  const hours = Math.max(0, at - last) / 3_600_000;
  const late = last <= at ? 1 : 1 - ((last - at) / tolerance) * 0.7;
  return { at: last, time: late * Math.max(0.3, 2 ** (-hours / 8)) };
}

const ALIGNED_MS = 12 * 60_000;

/** How closely the first thing that moved after it follows it. */
function alignedOf(effectAt: number, service: string | null, { onset, places }: Scene): number {
  const near = onset.moves.filter((move) => service === null || places.weight(move.service) > 0 || move.service === service);
  const begins = [onset.at, ...near.map(({ at }) => at)].filter((at) => at >= effectAt - onset.tolerance);
  if (begins.length === 0) return 0;
  return Math.exp(-Math.max(0, Math.min(...begins) - effectAt) / ALIGNED_MS);
}

const SWITCH = /flag|toggle|gate|experiment/i;

/** A switch can do anything: that one was turned tells something only with words of the trouble. */
const VAGUE: ReadonlySet<string> = new Set(["opens a gate", "closes a gate", "changes code", "sets another number"]);

function bestFit(
  acts: readonly Act[],
  sayings: readonly Saying[],
  words: number,
): { score: number; act: Act | null; complaint: string | null; saying: Saying | null } {
  let best: { score: number; act: Act | null; complaint: string | null; saying: Saying | null } = {
    score: 0,
    act: null,
    complaint: null,
    saying: null,
  };
  for (const complaint of COMPLAINTS) {
    const saying = strongest(complaint, sayings);
    if (!saying) continue;
    for (const act of acts) {
      const score = (complaint.by[act.name] ?? 0) * act.weight * saying.weight * (VAGUE.has(act.name) ? bounded(0.3 + 1.5 * words) : 1);
      if (score > best.score) best = { score, act, complaint: complaint.name, saying };
    }
  }
  return best;
}

function strongest({ says, metric }: (typeof COMPLAINTS)[number], sayings: readonly Saying[]): Saying | null {
  let best: Saying | null = null;
  for (const saying of sayings) {
    if (saying.kind === "gone" || saying.weight <= (best?.weight ?? 0)) continue;
    const fits =
      saying.kind === "series"
        ? metric?.direction === saying.direction && metric?.name.test(saying.text)
        : says.test(saying.text) || says.test(saying.text.replace(/_/g, " "));
    if (fits) best = saying;
  }
  return best;
}

/** The words of a change by how much they tell: changed lines, title, paths, what stands around. */
function textOf(change: Change, diff: Diff, lines: readonly DiffLine[]): { text: string; weight: number }[] {
  const around = diff.lines.filter(({ sign }) => sign === " ").map(({ text }) => text);
  const subjects = subjectsOf(lines, diff.lines).map(({ text }) => text);
  const { net, both } = netWords(lines);
  return [
    { text: net, weight: 1 },
    { text: both, weight: 0.6 },
    { text: change.title.replace(/\b[0-9a-f]{7,40}\b/g, " "), weight: 0.8 },
    { text: diff.paths.join("\n"), weight: 0.6 },
    { text: subjects.join("\n"), weight: 0.8 },
    { text: around.join("\n"), weight: 0.4 },
  ];
}

const REVERTS = /\b(revert|roll(ed)?[ -]?back|rollback|back ?out|undo)\b/i;

/** It was taken back by a later change, and the data went back to what they were. */
function revertedOf({ change, deploys }: Carried, { bundle, onset }: Scene): number {
  const since = Math.max(change.at, ...deploys.map(({ at }) => at));
  const bare = change.title.replace(/^[0-9a-f]{7,40}\s+/, "").toLowerCase();
  const shas =
    `${change.id} ${change.link ?? ""}`
      .toLowerCase()
      .match(/[0-9a-f]{7,40}/g)
      ?.map((sha) => sha.slice(0, 7)) ?? [];
  const back = bundle.changes.find((other) => {
    if (other.at <= since || other.at < onset.at || other === change) return false;
    const said = `${other.title} ${other.detail.slice(0, 400)}`.toLowerCase();
    const isNamed = bare.length > 6 && said.includes(bare);
    const isRevert = REVERTS.test(said) && (isNamed || shas.some((sha) => said.includes(sha)));
    return isRevert || (other.kind === change.kind && other.service === change.service && flipOf(other.title) === bare);
  });
  if (!back || onset.backAt === null) return back ? 0.4 : 0;
  return onset.backAt >= back.at - onset.tolerance && onset.backAt <= back.at + 15 * 60_000 ? 1 : 0.4;
}

/** The title that the opposite of a switch has. */
function flipOf(title: string): string {
  return title.toLowerCase().replace(/(\S+?)\s*(->|→)\s*(\S+)/, "$3$2$1");
}
