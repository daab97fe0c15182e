import type { EvidenceItem, EvidenceKind, SuspectChange } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import type { Suspect } from "../rank.ts";
import { unmeasuredCallee } from "./unmeasured.ts";

/**
 * How sure the analyst may be: never surer than the strongest clue, and capped by what the clues are, so that one kind of evidence alone, a close rival,
 * chance among many series or an effect before its cause cannot be argued away. The caps are rules, not fits; a report says which one held.
 */
export type Confidence = { value: number; capWords: string };

type Cap = { at: number; words: string };
type Seen = Pick<Bundle, "series" | "spans" | "edges">;

const CLAIMED_FROM = 0.5;
/** Evidence of one kind, of two, of three and more. A state that was seen (`cause`) speaks for itself. */
const BY_KINDS = [0.6, 0.75, 0.9, 0.97];
const SEEN_STATE = 0.9;
const RIVAL_WITHIN = 0.93;
/**
 * Metrics alone are a cause only where calm is expected to show as much in hardly one of all series that were compared, or where they fit a stated symptom that
 * is itself hardly chance. Set where, of calm worlds and of PetShop's calm days, less than one in twenty is claimed.
 */
const [BY_CHANCE, SYMPTOM_BY_CHANCE] = [0.15, 0.1];
const CHANCE_ONLY = 0.45;
/** A clue of another kind that is weaker lifts no cap. */
const FAINT = 0.3;
const IN_THE_DARK = 0.45;
/** What is no chance among all is real, however badly it fits the symptom: least confidence at the bound, and how much more at none. */
const [REAL, SURELY_REAL] = [0.5, 0.2];

export function isSufficient({ value }: Confidence): boolean {
  return value >= CLAIMED_FROM;
}

export function confidenceIn(
  suspect: Suspect,
  rivals: readonly Suspect[],
  { frame, items, changes, bundle }: { frame: Frame; items: readonly EvidenceItem[]; changes: readonly SuspectChange[]; bundle: Seen },
): Confidence {
  const expected = leastOf(suspect, "byChance");
  const caps = [
    byKinds(suspect, items, changes),
    ...byChance(suspect, expected),
    ...byTime(suspect, frame),
    ...byRival(suspect, rivals),
    ...byDarkness(suspect, bundle),
  ];
  const lowest = caps.reduce((one, other) => (other.at < one.at ? other : one));
  const value = expected <= BY_CHANCE ? Math.max(suspect.score, REAL + SURELY_REAL * (1 - expected / BY_CHANCE)) : suspect.score;
  return value <= lowest.at ? { value, capWords: "" } : { value: lowest.at, capWords: lowest.words };
}

function byChance(suspect: Suspect, expected: number): Cap[] {
  const isCounted = suspect.clues.every(({ weighing, role, strength }) => role !== "cause" && (weighing?.byChance !== undefined || strength < FAINT));
  if (!isCounted || expected <= BY_CHANCE || leastOf(suspect, "confirmedBy") <= SYMPTOM_BY_CHANCE) return [];
  return [{ at: CHANCE_ONLY, words: "among as many series as were compared, calm shows as much by chance" }];
}

/** Among what speaks of the suspect's own trouble; without bound where nothing was counted. */
function leastOf({ clues }: Suspect, what: "byChance" | "confirmedBy"): number {
  return Math.min(...clues.flatMap(({ role, weighing }) => (role === "effect" ? [] : (weighing?.[what] ?? []))));
}

function byKinds({ clues, service }: Suspect, items: readonly EvidenceItem[], changes: readonly SuspectChange[]): Cap {
  const kinds = kindsIn(
    clues.flatMap(({ evidence }) => evidence),
    items,
  );
  if (changes.some((change) => change.service === service && change.score >= CLAIMED_FROM)) kinds.add("change");
  const at = BY_KINDS[Math.min(kinds.size, BY_KINDS.length - 1)] ?? 0;
  const isSeen = clues.some(({ role }) => role === "cause");
  const words =
    kinds.size === 0 ? "nothing that was captured shows it" : `only ${[...kinds].join(" and ")} ${kinds.size === 1 ? "speaks" : "speak"} for it`;
  return { at: isSeen ? Math.max(at, SEEN_STATE) : at, words };
}

export function kindsIn(ids: readonly string[], items: readonly EvidenceItem[]): Set<EvidenceKind> {
  const cited = new Set(ids);
  return new Set(items.filter(({ id }) => cited.has(id)).map(({ kind }) => kind));
}

/** Whoever waits for what nobody measures may be well itself. */
function byDarkness(suspect: Suspect, bundle: Seen): Cap[] {
  const dark = unmeasuredCallee(suspect, bundle);
  return dark
    ? [
        {
          at: IN_THE_DARK,
          words: `it waits for ${dark}, and nothing was measured there: whether ${dark} is slow or the way to it is not established`,
        },
      ]
    : [];
}

/** What began when the trouble had long been seen did not begin it. */
function byTime({ clues }: Suspect, { trouble, onset }: Frame): Cap[] {
  const times = clues.flatMap(({ at }) => (at === null ? [] : [at]));
  if (times.length === 0) return [];
  const grace = Math.max(120_000, (trouble.to - onset) / 2);
  return Math.min(...times) > onset + grace ? [{ at: 0.4, words: "it began after the trouble was seen" }] : [];
}

function byRival(suspect: Suspect, rivals: readonly Suspect[]): Cap[] {
  const rival = rivals.find(({ service, score }) => service !== suspect.service && score >= suspect.score * RIVAL_WITHIN);
  const isSeen = suspect.clues.some(({ role }) => role === "cause");
  return rival && !isSeen ? [{ at: 0.55, words: `${rival.service} fits nearly as well` }] : [];
}
