import type { SignatureName } from "./signatures/registry.ts";
import type { PoolFill } from "./story/pool.ts";

/**
 * What a detector concludes from one kind of evidence: the common coin of the analyst. Detectors know nothing of one another; the ranking weighs their
 * clues over the dependency graph, the report quotes them.
 */
export type Clue = {
  /** Which thing it speaks of: a service by its name in the evidence, `node/<name>` or `namespace/<name>`. */
  service: string;
  /** The family of failure that it points to; null for “something is abnormal here”. */
  signature: SignatureName | null;
  /** One sentence with names and figures, as a report can say it. */
  statement: string;
  /** How surely this is abnormal, from 0 to 1, by the detector's own measured scale. */
  strength: number;
  /**
   * `cause`: such a thing does not follow from trouble elsewhere (an image that does not exist, a cordoned node); `effect`: it nearly always does (errors
   * from calling another service); `either`: the graph and the times decide (latency, CPU, restarts).
   */
  role: "cause" | "effect" | "either";
  /** When it began, Unix milliseconds; null when the evidence has no time. */
  at: number | null;
  metric?: string;
  /** What of it the ranking over the graph weighs; all optional, and comparable between clues. */
  weighing?: Weighing;
  /** A named thing that this clue says is to blame instead: the service that a call failed to reach. */
  blames?: string;
  /** Further words for the chain of whys, the first nearest to the symptom. */
  chain?: { why: string; because: string }[];
  /** Names that fill the words of its signature: `{pod}`, `{namespace}`, `{node}` and the like. */
  names?: Readonly<Record<string, string>>;
  /** Instants within it, as a timeline tells them. */
  moments?: readonly { at: number; text: string }[];
  /** The figures of a pool of connections that was used up. */
  pool?: PoolFill;
  evidence: string[];
};

/**
 * `follows`: whose trouble brings such a thing without fault of its own: that of callees (slow and failed calls) or of callers (more or less to do). `weight`:
 * how much it speaks of its service's own trouble, 0…1. `fit`: how well it fits the symptom in time, 0…1. `size`: robust deviations. `load`: trouble that passes
 * through it as a share of the symptom's, comparable among clues of the same `loadOf`. `withinMs`: how exactly its time is known.
 * `growth`: by which share of itself it grew, comparable like `load`. `byChance`: of how many series, of all
 * that were compared, as much is expected in calm; `confirmedBy`: the same of the stated symptom that it fits in time.
 */
export type Weighing = {
  follows?: "callees" | "callers";
  weight?: number;
  fit?: number;
  size?: number;
  load?: number;
  loadOf?: string;
  withinMs?: number;
  growth?: number;
  byChance?: number;
  confirmedBy?: number;
};
