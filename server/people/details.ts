import type { Prisma } from "#generated/prisma/client.ts";
import type { PersonDetails, PersonSummary } from "#lib/contracts/people.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";

export const SUMMARY = { id: true, name: true, handle: true, email: true, role: true, deactivatedAt: true } satisfies Prisma.UserSelect;
type SummaryRow = Prisma.UserGetPayload<{ select: typeof SUMMARY }>;

export function summaryOf(row: SummaryRow): PersonSummary {
  const { id, name, handle, email } = row;
  return { id, name, handle, email, role: row.role as OrganisationRole, isActive: row.deactivatedAt === null };
}

export const DETAILS = {
  ...SUMMARY,
  timeZone: true,
  phone: true,
  createdAt: true,
  twoFactorEnabled: true,
  _count: { select: { passkeys: true } },
  memberships: {
    where: { team: { archivedAt: null } },
    select: { isLead: true, team: { select: { id: true, name: true } } },
    orderBy: { team: { name: "asc" } },
  },
} satisfies Prisma.UserSelect;
type DetailsRow = Prisma.UserGetPayload<{ select: typeof DETAILS }>;

export function detailsOf(row: DetailsRow): PersonDetails {
  return {
    ...summaryOf(row),
    timeZone: row.timeZone,
    phone: row.phone,
    createdAt: row.createdAt.toISOString(),
    deactivatedAt: row.deactivatedAt?.toISOString() ?? null,
    hasSecondFactor: row.twoFactorEnabled || row._count.passkeys > 0,
    teams: row.memberships.map(({ team, isLead }) => ({ id: team.id, name: team.name, isLead })),
  };
}
