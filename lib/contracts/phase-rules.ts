import type { Phase } from "./incident.ts";
import { isActivePhase, MAIN_PHASES } from "./incident-terms.ts";

/** Which way a change of phase goes; null when it is not legal at all. Pure. */
export function directionOf(from: Phase, to: Phase): "forward" | "back" | "reopen" | "end" | null {
  if (from === to || from === "merged" || to === "merged") return null;
  const isFromActive = isActivePhase(from);
  if (to === "declined") return from === "triage" ? "end" : null;
  if (to === "cancelled") return isFromActive ? "end" : null;
  if (!isFromActive && isActivePhase(to)) return "reopen";
  if (from === "declined" || from === "cancelled") return null;
  return MAIN_PHASES.indexOf(to) > MAIN_PHASES.indexOf(from) ? "forward" : "back";
}
