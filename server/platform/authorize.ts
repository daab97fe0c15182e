import { PERMISSIONS, type Permission, roleHolds } from "#lib/contracts/permissions.ts";
import type { Ctx, Person } from "./ctx.ts";
import { ForbiddenError } from "./errors.ts";

/** Refuses unless the asking person's organisation role, and the key they ask with, hold the permission. Rights on one incident are checked where it is loaded. */
export function authorize(ctx: Ctx, permission: Permission): void {
  if (ctx.isSystem) return;
  const role = ctx.person?.role ?? ctx.key?.role;
  if (!role) throw new ForbiddenError("Nobody is signed in. Sign in and try again.", "not_signed_in");
  if (!roleHolds(role, permission)) throw new ForbiddenError(`Your role (${role}) may not ${PERMISSIONS[permission].what}. Ask an administrator.`);
  if (ctx.key && ctx.key.scopes.length > 0 && !ctx.key.scopes.includes(permission))
    throw new ForbiddenError(`This API key may not ${PERMISSIONS[permission].what}: it was made without ${permission}. Make one with it.`);
}

/** Whether `authorize` would let this asker through. */
export function mayUse(ctx: Ctx, permission: Permission): boolean {
  try {
    authorize(ctx, permission);
    return true;
  } catch {
    return false;
  }
}

/** The signed-in person, for commands that act on their own things. */
export function authorizePerson(ctx: Ctx, permission: Permission): Person {
  authorize(ctx, permission);
  if (!ctx.person && ctx.key) throw new ForbiddenError("This needs a person, and this API key is nobody's own. Use a key of your own account.");
  if (!ctx.person) throw new ForbiddenError("Only a signed-in person can do this.", "not_signed_in");
  return ctx.person;
}
