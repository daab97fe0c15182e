import {
  type Account,
  CONTRADICTION_RULES,
  type Contradiction,
  type ContradictionRule,
  type Rule,
  type Statement,
} from "./contradictions/account.ts";
import { budgetSaid } from "./contradictions/budgets.ts";
import { acknowledgedBeforeCall, calledAfterRecovery } from "./contradictions/calls.ts";
import { timesIn } from "./contradictions/parts.ts";
import { severityOfImpact, severitySaid } from "./contradictions/severities.ts";
import { shareSaid } from "./contradictions/shares.ts";
import { orderOfTimes, resolvedBeforeImpactEnded, timeSaid } from "./contradictions/times.ts";
import type { RoomState } from "./room.ts";
import { shareClaims } from "./share-claims.ts";

const RULES: Record<ContradictionRule, Rule> = {
  "order-of-times": orderOfTimes,
  "time-said": timeSaid,
  "severity-said": severitySaid,
  "severity-of-impact": severityOfImpact,
  "resolved-before-impact-ended": resolvedBeforeImpactEnded,
  "share-said": shareSaid,
  "budget-said": budgetSaid,
  "called-after-recovery": calledAfterRecovery,
  "acknowledged-before-call": acknowledgedBeforeCall,
};

/** What cannot all be true of an incident, by fixed rules; nothing is guessed. Pure. */
export function contradictionsOf(account: Account): Contradiction[] {
  return CONTRADICTION_RULES.flatMap((rule) =>
    RULES[rule](account).map(({ entries, ...found }) => ({ rule, ...found, entries: [...new Set(entries.filter((seq) => seq !== undefined))] })),
  );
}

/** What the state of a room itself says in words. */
export function statementsOf(room: RoomState): Statement[] {
  const { title, summary, figures, lastUpdate } = room;
  return [
    { where: "the title", text: title, at: null },
    { where: "the summary", text: summary, at: null },
    { where: "the impact", text: figures.text ?? "", at: null },
    ...(lastUpdate ? [{ where: "the latest update", text: lastUpdate.text, at: lastUpdate.at }] : []),
  ];
}

/** Whether a text says anything that the rules read at all. */
export function mayClaim(text: string): boolean {
  return timesIn(text).length > 0 || /budget|\bSEV/iu.test(text) || shareClaims(text).length > 0;
}
