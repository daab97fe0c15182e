import type { Clue } from "../clue.ts";

/** The constants by which clues are ranked; `npm run bench -- rca left-out` chooses them on all systems but one and scores on that one. */
export type Weights = {
  /** Of a clue that trouble of a callee explains in full, this share is left. */
  explained: number;
  /** What a further clue of the same service adds to the best. */
  further: number;
  /** What cannot be reached from the symptoms along calls could still share a machine or a network with them. */
  outOfReach: number;
  /** What is left of a clue that does not fit the symptom in time at all. */
  unfitting: number;
  /** Of one that is much smaller than the largest of all. */
  small: number;
  /** Of one that calm is likelier to show than the rarest of all. */
  common: number;
  /** Of a thing through which none of the trouble passes. */
  unloaded: number;
  /** Of a work metric that got hardly worse, against the worst of its kind. */
  ungrown: number;
  /** What a clue is worth by its role where it is not weighed otherwise; a cause is worth 1. */
  either: number;
  effect: number;
};

export const WEIGHTS: Weights = {
  explained: 0.15,
  further: 0.3,
  outOfReach: 0.5,
  unfitting: 0.3,
  small: 0.5,
  common: 0.5,
  unloaded: 0.35,
  ungrown: 0.3,
  either: 0.7,
  effect: 0.15,
};

export const weightOfRole = (role: Clue["role"], { either, effect }: Weights): number => (role === "cause" ? 1 : role === "either" ? either : effect);
