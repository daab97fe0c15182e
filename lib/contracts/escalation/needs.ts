import type { Level } from "./policy.ts";
import type { Escalation, FiredStep } from "./state.ts";

/** Whether a step of the present round has as many acknowledgements as its level needs. Pure. */
export function isAnswered({ policy, fired, loop }: Escalation): boolean {
  return fired.some((step) => step.loop === loop && hasEnough(step, policy?.levels.find(({ id }) => id === step.step) ?? null));
}

/** How many acknowledgements a step needs, and how many it has. */
export function acknowledgementsOf(step: FiredStep, level: Level | null): { has: number; needs: number } {
  const has = step.pages.filter(({ answer }) => answer?.answer === "acknowledged").length;
  const people = step.pages.filter(({ person }) => person !== null).length;
  if (level === null || level.needs === "one") return { has, needs: 1 };
  return { has, needs: Math.max(1, level.needs === "all" ? people : Math.min(level.needs, people)) };
}

function hasEnough(step: FiredStep, level: Level | null): boolean {
  const { has, needs } = acknowledgementsOf(step, level);
  return has >= needs;
}
