import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import type { Person } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { emailOfMember, type SlackApp } from "#server/slack/index.ts";

const PERSON = { id: true, name: true, handle: true, email: true, role: true } as const;

/** The active person behind a member of Slack: by the ID that they verified, else by the e-mail address that Slack has confirmed. */
export async function personOfMember(app: SlackApp, member: string): Promise<Person | null> {
  const method = await db().contactMethod.findFirst({
    where: { kind: "slack", address: member, verifiedAt: { not: null }, user: { deactivatedAt: null } },
    select: { user: { select: PERSON } },
  });
  if (method) return asPerson(method.user);
  const email = await emailOfMember(app, member).catch(() => null);
  return email ? personOfEmail(email) : null;
}

export async function personOfEmail(email: string): Promise<Person | null> {
  const found = await db().user.findFirst({ where: { email: email.toLowerCase(), deactivatedAt: null }, select: PERSON });
  return found ? asPerson(found) : null;
}

function asPerson(row: Omit<Person, "role"> & { role: string }): Person {
  return { ...row, role: row.role as OrganisationRole };
}
