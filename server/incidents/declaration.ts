import type { z } from "zod";
import type { PersonRef } from "#lib/contracts/actor.ts";
import type { PolicySnapshot } from "#lib/contracts/escalation/policy.ts";
import { NO_FIGURES, type Phase, type ServiceRef, type TimestampName, type TimestampValue } from "#lib/contracts/incident.ts";
import type { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { FactOf } from "#lib/contracts/timeline.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { fieldsAtDeclaration } from "./field-rules.ts";
import { figuresAfter } from "./impact-rules.ts";
import { dueAgain } from "./rules.ts";
import { requirePast } from "./time-rules.ts";

export type Declaration = {
  reference: string;
  input: z.output<typeof DeclareIncident>;
  services: ServiceRef[];
  members: PersonRef[];
  settings: OrganisationSettings;
  now: string;
  by: string;
  /** What would page for these services, and the id of the escalation. */
  paging?: { id: string; policy: PolicySnapshot };
};

/** The first fact of an incident. Only a retrospective one may begin past its active phases. Pure. */
export function decideDeclaration({ reference, input, services, members, settings, now, by, paging }: Declaration): FactOf<"declared"> {
  const phase = input.phase ?? (input.severity ? "investigating" : "triage");
  const severity = input.severity ?? null;
  if (phase === "merged" || phase === "declined" || phase === "cancelled") throw new InvalidError(`An incident cannot begin as ${phase}.`);
  if (!isActivePhase(phase) && input.kind !== "retrospective")
    throw new InvalidError(`Only a retrospective incident can begin as ${phase}. Choose an active phase.`);
  if (phase !== "triage" && !severity) throw new InvalidError("Choose a severity, or begin in triage.");
  if (input.kind === "retrospective" && !input.startedAt) {
    throw new InvalidError("Say when it began: a retrospective incident needs that.", "invalid_input", [
      { path: "startedAt", message: "Say when it began." },
    ]);
  }
  if (!isActivePhase(phase) && !input.resolvedAt) {
    throw new InvalidError("Say when it was resolved, or begin in an active phase.", "invalid_input", [
      { path: "resolvedAt", message: "Say when it was resolved." },
    ]);
  }
  requirePast({ startedAt: input.startedAt, detectedAt: input.detectedAt, resolvedAt: input.resolvedAt }, now);
  return {
    kind: "declared",
    reference,
    title: input.title,
    summary: input.summary,
    severity,
    phase,
    incidentKind: input.kind,
    visibility: input.visibility,
    members,
    services,
    figures: figuresAfter(NO_FIGURES, input.figures),
    fields: fieldsAtDeclaration(settings, input.kind, input.fields),
    timestamps: firstTimestamps(input, phase, now, by),
    ...(paging && isPaging(input, phase) ? { escalation: paging } : {}),
    nextUpdateDueAt: dueAgain({ phase, severity, kind: input.kind }, settings, now),
  };
}

/** Those named on a private incident are named by a person, who pages them by hand; tests and what is over page nobody. */
function isPaging({ kind, visibility, pages }: Declaration["input"], phase: Phase): boolean {
  return pages && visibility === "normal" && (kind === "real" || kind === "drill") && isActivePhase(phase);
}

function firstTimestamps(input: Declaration["input"], phase: Phase, now: string, by: string): FactOf<"declared">["timestamps"] {
  const manual = (at: string | null | undefined): TimestampValue | undefined => (at ? { at, source: "manual", by } : undefined);
  const automatic: TimestampValue = { at: now, source: "automatic", by };
  const known: Partial<Record<TimestampName, TimestampValue | undefined>> = {
    startedAt: manual(input.startedAt),
    detectedAt: manual(input.detectedAt),
    declaredAt: automatic,
    acknowledgedAt: phase === "triage" || input.kind === "retrospective" ? undefined : automatic,
    resolvedAt: isActivePhase(phase) ? undefined : manual(input.resolvedAt),
    closedAt: phase === "closed" ? automatic : undefined,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value)) as FactOf<"declared">["timestamps"];
}
