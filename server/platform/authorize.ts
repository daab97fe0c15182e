import { PERMISSIONS, type Permission, roleHolds } from "#lib/contracts/permissions.ts";
import type { Ctx, Person } from "./ctx.ts";
import { ForbiddenError } from "./errors.ts";

/** Refuses unless the asking person's organisation role holds the permission. Rights on one incident are checked where it is loaded. */
export function authorize(ctx: Ctx, permission: Permission): void {
  if (ctx.isSystem) return;
  if (!ctx.person) throw new ForbiddenError("Nobody is signed in. Sign in and try again.", "not_signed_in");
  if (roleHolds(ctx.person.role, permission)) return;
  throw new ForbiddenError(`Your role (${ctx.person.role}) may not ${PERMISSIONS[permission].what}. Ask an administrator.`);
}

/** The signed-in person, for commands that act on their own things. */
export function authorizePerson(ctx: Ctx, permission: Permission): Person {
  authorize(ctx, permission);
  if (!ctx.person) throw new ForbiddenError("Only a signed-in person can do this.", "not_signed_in");
  return ctx.person;
}
