import type { Actor } from "#lib/contracts/actor.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";

export type Person = { id: string; name: string; handle: string; email: string; role: OrganisationRole };

/** Who asks, and from where. `person` is whose rights count; null for nobody signed in, and for the system itself. */
export type Ctx = {
  actor: Actor;
  person: Person | null;
  isSystem: boolean;
  sessionId: string | null;
  address: string | null;
  /** What the sender named this request, so that a repeat of it changes nothing. */
  requestKey?: string;
};

export function personCtx(person: Person, origin: { sessionId?: string; address?: string | null } = {}): Ctx {
  return {
    actor: { type: "user", id: person.id, name: person.name },
    person,
    isSystem: false,
    sessionId: origin.sessionId ?? null,
    address: origin.address ?? null,
  };
}

export function anonymousCtx(address: string | null = null): Ctx {
  return { actor: { type: "visitor", id: "anonymous", name: "Visitor" }, person: null, isSystem: false, sessionId: null, address };
}

/** Muster acting by itself: jobs, schedules, seeds. `name` says which part. */
export function systemCtx(name = "Muster"): Ctx {
  return { actor: { type: "system", id: "muster", name }, person: null, isSystem: true, sessionId: null, address: null };
}
