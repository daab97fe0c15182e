import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import type { Person } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { emailOfMember, type SlackApp } from "#server/slack/index.ts";

const PERSON = { id: true, name: true, handle: true, email: true, role: true } as const;

/** The active person behind a member of Slack: who verified that ID, or the e-mail address that Slack has confirmed for it, or signs in with that. */
export async function personOfMember(app: SlackApp, member: string): Promise<Person | null> {
  const verified = await personOfMeans(member);
  if (verified) return verified;
  const email = await emailOfMember(app, member).catch(() => null);
  return email ? ((await personOfMeans(email)) ?? personOfEmail(email)) : null;
}

/** The active person who verified this Slack account as their own. */
export async function personOfMeans(address: string): Promise<Person | null> {
  const found = await db().contactMethod.findFirst({
    where: { kind: "slack", address: { equals: address, mode: "insensitive" }, verifiedAt: { not: null }, user: { deactivatedAt: null } },
    select: { user: { select: PERSON } },
  });
  return found ? asPerson(found.user) : null;
}

export async function personOfEmail(email: string): Promise<Person | null> {
  const found = await db().user.findFirst({ where: { email: email.toLowerCase(), deactivatedAt: null }, select: PERSON });
  return found ? asPerson(found) : null;
}

function asPerson(row: Omit<Person, "role"> & { role: string }): Person {
  return { ...row, role: row.role as OrganisationRole };
}
