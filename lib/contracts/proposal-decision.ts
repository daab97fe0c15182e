import type { PersonRef } from "./actor.ts";
import type { Risk } from "./agent.ts";
import type { DeadlineWords, NowItem } from "./deadline.ts";
import type { Severity } from "./incident.ts";
import { type OrganisationRole, type Permission, roleHolds } from "./permissions.ts";

/** An open proposal as a Now queue needs it. `agent` is the agent's title, `prompt` what it was asked. Times RFC 3339. */
export type OpenProposal = {
  id: string;
  runId: string;
  agent: string;
  prompt: string;
  askedBy: PersonRef;
  title: string;
  effect: string;
  risk: Risk;
  expiresAt: string;
  incident: { reference: string; title: string; severity: Severity | null } | null;
};

type Who = { id: string; role: OrganisationRole };
type Owners = { askedBy: Pick<PersonRef, "id">; leads: readonly Pick<PersonRef, "id">[]; permission: Permission };

/**
 * Whether a proposal is this person's to decide: they asked the agent, or they lead the incident that it would change; and they hold what
 * it needs. Pure.
 */
export function isToDecide(who: Who, { askedBy, leads, permission }: Owners): boolean {
  if (!roleHolds(who.role, "agent.run") || !roleHolds(who.role, permission)) return false;
  return askedBy.id === who.id || leads.some(({ id }) => id === who.id);
}

/** A proposal as one line of `me`'s Now queue. Pure. */
export function proposalDecision(proposal: OpenProposal, me: Pick<PersonRef, "id">): NowItem {
  const { id, askedBy, expiresAt, incident } = proposal;
  return {
    reference: incident?.reference ?? null,
    incident: incident?.title ?? null,
    severity: incident?.severity ?? null,
    deadline: { kind: "proposal", subject: id, owner: { type: "person", person: askedBy }, dueAt: expiresAt },
    words: wordsOf(proposal, me),
    evidence: [],
    problem: null,
  };
}

function wordsOf({ agent, title, effect, prompt, risk, runId, askedBy }: OpenProposal, me: Pick<PersonRef, "id">): DeadlineWords {
  const isGrave = risk === "tells" || risk === "irreversible";
  return {
    title: `${agent} proposes: ${title}`,
    why: `${askedBy.id === me.id ? "You" : askedBy.name} asked “${shortened(prompt)}”.`,
    accept: {
      label: isGrave ? "Accept…" : "Accept",
      effect: `${effect.replace(/[\s.]+$/, "")}.${RISK_WORDS[risk]}`,
      dialog: isGrave ? "confirm" : null,
    },
    decline: { label: "Reject", effect: "Nothing is done. The agent can be asked again.", dialog: null },
    edit: { label: "Open the run", href: `/agents/runs/${runId}` },
    onExpiry: "The proposal expires, and nothing is done.",
  };
}

/** How far accepting goes, where it goes beyond what Muster stores. */
const RISK_WORDS: Record<Risk, string> = { read: "", write: "", tells: " This reaches people.", irreversible: " This cannot be taken back." };

const LONGEST = 160;

function shortened(prompt: string): string {
  const line = prompt.trim().replaceAll(/\s+/g, " ");
  return line.length > LONGEST
    ? `${line
        .slice(0, LONGEST - 1)
        .toWellFormed()
        .trimEnd()}…`
    : line;
}
