import type { z } from "zod";
import type { Actor } from "#lib/contracts/actor.ts";
import type { DecideHypothesis, Hypothesis, HypothesisAction, HypothesisState, ProposeHypothesis } from "#lib/contracts/hypothesis.ts";
import { changeIncident, type OpenIncident, requireRoomFor } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";

type Changed = { seq: number; id: string };

/** Adds what a person thinks is the cause. It stands untested until somebody judges it, or an investigation looks. */
export function proposeHypothesis(ctx: Ctx, { reference, statement, service, test }: z.output<typeof ProposeHypothesis>): Promise<Changed> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    requireRoomFor(incident.room.hypotheses, "hypotheses");
    const isKnown = incident.room.hypotheses.some((one) => one.statement.toLowerCase() === statement.toLowerCase() && one.state !== "withdrawn");
    if (isKnown) throw new ConflictError("This hypothesis stands already. Judge that one instead.");
    const hypothesis: Hypothesis = {
      id: newId(),
      investigation: null,
      statement,
      service: service || null,
      signature: null,
      state: "proposed",
      confidence: null,
      for: [],
      against: [],
      test,
      resultWords: "",
      by: ctx.actor,
      at: incident.now,
      decided: null,
    };
    return recordHypothesis(incident, "proposed", hypothesis, null);
  });
}

const STATES: Record<z.output<typeof DecideHypothesis>["decision"], HypothesisState> = {
  supported: "supported",
  refuted: "refuted",
  accepted: "accepted",
  withdrawn: "withdrawn",
  reopened: "proposed",
};

/** What a person decides of a hypothesis. Only one is the accepted root cause; another has to be taken up again first. */
export function decideHypothesis(ctx: Ctx, { reference, id, decision, reason }: z.output<typeof DecideHypothesis>): Promise<Changed> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const before = incident.room.hypotheses.find((one) => one.id === id);
    if (!before) throw new NotFoundError("There is no such hypothesis on this incident. Read it anew.");
    const state = STATES[decision];
    if (before.state === state) throw new ConflictError(`This hypothesis is ${state} already.`);
    const accepted = incident.room.hypotheses.find((one) => one.state === "accepted" && one.id !== id);
    if (state === "accepted" && accepted)
      throw new ConflictError(`“${accepted.statement}” is accepted as the root cause. Take that up again first, then accept this one.`);
    const decided = { by: actorOf(ctx), at: incident.now, reason: reason || null };
    return recordHypothesis(incident, decision, { ...before, state, decided }, reason || null);
  });
}

const actorOf = ({ actor }: Ctx): Actor => ({ ...actor });

export async function recordHypothesis(
  incident: OpenIncident,
  action: HypothesisAction,
  hypothesis: Hypothesis,
  reason: string | null,
): Promise<Changed> {
  const { seq } = await incident.record({ kind: "hypothesis", action, hypothesis, reason });
  return { seq, id: hypothesis.id };
}
