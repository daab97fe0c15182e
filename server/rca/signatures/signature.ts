import type { Horizon } from "../answer.ts";
import type { Clue } from "../clue.ts";

/**
 * A mechanism of failure: how it is told in words, why it happens, how to make sure, what to do. Detectors name it in their clues; here stands everything that
 * does not depend on the evidence at hand. A file of this folder holds a family: one mechanism, or several that share most of their chain of whys.
 */
export type Signature = {
  name: string;
  /** As a heading: “Out of memory”. */
  title: string;
  /** What it looks like where one may look, in words. */
  looks: { metrics: string; logs: string; cluster: string };
  /** Words of log lines that tell of it; empty where lines do not, or not of it alone. */
  says: readonly RegExp[];
  /** Names of metrics that show it when they change, and in which direction it points to this family. */
  metrics?: readonly { name: RegExp; direction: "up" | "down" }[];
  /** The chain from the symptom down, nearest first; `{service}` is replaced. Steps that the evidence does not show are said to be not established. */
  whys: readonly { why: string; because: string; shownBy?: (clue: Clue) => boolean }[];
  /** The check that tells it from its rivals. */
  test: string;
  recommendations: readonly { horizon: Horizon; text: string }[];
  /** What usually lets it go unseen. */
  notCaught: string;
};
