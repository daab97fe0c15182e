import type { Severity } from "../incident.ts";
import type { RoomState, Span } from "../room.ts";
import { proposeSeverity } from "../severity.ts";
import type { Rule } from "./account.ts";

/** Notes weigh severities; only what speaks for the incident says one. */
export const severitySaid: Rule = ({ room, statements, sources = {} }) =>
  statements.flatMap(({ where, text, at, seq, isNote }) => {
    const said = isNote ? [] : namedSeverities(text);
    const present = severityAt(room, at);
    const [only] = said;
    if (said.length !== 1 || !only || !present || only === present) return [];
    return [
      { first: `${where} says ${only}`, second: `the incident ${at === null ? "is" : "was then"} ${present}`, entries: [seq, sources.severity] },
    ];
  });

/** Severity is a judgement: only what the policy leaves no choice about, or two steps, contradicts it. */
export const severityOfImpact: Rule = ({ room: { severity, figures }, sources = {} }) => {
  if (!severity || figures.none) return [];
  const { severity: proposed, rule } = proposeSeverity({
    usersPercent: figures.usersPercent,
    revenuePerHour: figures.revenuePerHour,
    hasDataLoss: figures.dataLoss,
    hasSecurityBreach: figures.security,
  });
  const isFarOff = proposed < severity && (proposed === "SEV1" || Number(severity.slice(3)) - Number(proposed.slice(3)) > 1);
  if (!isFarOff) return [];
  const second = `its stated impact makes it ${proposed}: ${rule.slice(0, 1).toLowerCase()}${rule.slice(1)}`;
  return [{ first: `the incident is ${severity}`, second, entries: [sources.severity, sources.figures] }];
};

function namedSeverities(text: string): Severity[] {
  const named = [...text.matchAll(/\bSEV[\s-]?([1-4])\b/giu)].map(([, digit]) => `SEV${digit}` as Severity);
  return [...new Set(named)];
}

function severityAt({ severity, severities }: RoomState, at: string | null): string | null {
  if (at === null) return severity;
  const holds = ({ startedAt, endedAt }: Span) => startedAt <= at && (endedAt === null || at < endedAt);
  return severities.find(holds)?.value ?? severity;
}
