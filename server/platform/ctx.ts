import type { Actor } from "#lib/contracts/actor.ts";
import type { OrganisationRole, Permission } from "#lib/contracts/permissions.ts";

export type Person = { id: string; name: string; handle: string; email: string; role: OrganisationRole };

/** The key that a script asks with. `role` is its owner's, or its own; `scopes` narrow it, none: all that the role holds. */
export type Key = { id: string; name: string; role: OrganisationRole; scopes: readonly Permission[] };

/** Who asks, and from where. `person` is whose rights count; null for nobody signed in, and for the system itself. */
export type Ctx = {
  actor: Actor;
  person: Person | null;
  key?: Key;
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

/** A script with a key: it acts as the key's owner, or as the key itself where nobody owns it. */
export function keyCtx(key: Key, owner: Person | null, address: string | null): Ctx {
  const actor: Actor = owner ? { type: "user", id: owner.id, name: owner.name } : { type: "api-key", id: key.id, name: key.name };
  return { actor, person: owner, key, isSystem: false, sessionId: null, address };
}

export function anonymousCtx(address: string | null = null): Ctx {
  return { actor: { type: "visitor", id: "anonymous", name: "Visitor" }, person: null, isSystem: false, sessionId: null, address };
}

/** Muster acting by itself: jobs, schedules, seeds. `name` says which part. */
export function systemCtx(name = "Muster"): Ctx {
  return { actor: { type: "system", id: "muster", name }, person: null, isSystem: true, sessionId: null, address: null };
}
