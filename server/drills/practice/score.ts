import type { DrillScore } from "#lib/contracts/drill.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Scenario } from "../world/types.ts";
import { PRACTICES } from "./practices.ts";

/** How far people have come in a drill by the record of its incident; milliseconds since its start. Pure. */
export function progressOf({ phases, hypotheses }: RoomState, startedAt: number): { acknowledgedMs: number | null; causeMs: number | null } {
  const left = phases.find(({ value }) => value !== "triage");
  const accepted = hypotheses.find(({ state }) => state === "accepted");
  const since = (at: string | undefined): number | null => (at === undefined ? null : Math.max(0, Date.parse(at) - startedAt));
  return { acknowledgedMs: since(left?.startedAt), causeMs: since(accepted?.decided?.at) };
}

/** What came of a drill, held against what was true of its world. Where nothing was wrong, or too little to know, to claim no cause is right. Pure. */
export function scoreOf({ truth, remedy, name }: Scenario, room: RoomState, startedAt: number): DrillScore {
  const accepted = room.hypotheses.find(({ state }) => state === "accepted") ?? null;
  const hasCause = truth.isTrouble && truth.sufficient;
  const isPlaceRight = accepted !== null && truth.services.includes(accepted.service ?? "");
  const isMechanismRight = accepted !== null && truth.signatures.includes(accepted.signature ?? "");
  return {
    ...progressOf(room, startedAt),
    accepted: accepted?.statement ?? null,
    isPlaceRight,
    isMechanismRight,
    isRight: hasCause ? isPlaceRight && isMechanismRight : accepted === null,
    truth: PRACTICES[name]?.truth ?? "",
    remedy: remedy?.words ?? null,
  };
}
