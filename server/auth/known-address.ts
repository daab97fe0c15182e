import { db } from "#server/platform/db.ts";
import { addressGroup } from "./limits.ts";

/** Whether a living session of the account was opened from this address, or its /64. */
export async function isKnownAddress(email: string, address: string): Promise<boolean> {
  const rows = await db().session.findMany({
    where: { user: { email }, expiresAt: { gt: new Date() } },
    distinct: ["ipAddress"],
    select: { ipAddress: true },
    take: 200,
  });
  return rows.some(({ ipAddress }) => ipAddress && addressGroup(ipAddress) === addressGroup(address));
}
