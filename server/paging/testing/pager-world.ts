import { DEFAULT_RULES } from "#lib/contracts/escalation/default-policy.ts";
import type { Level } from "#lib/contracts/escalation/policy.ts";
import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { testPerson } from "#server/testing/database.ts";

export type PagerWorld = { commander: Someone; paged: Someone[] };

/**
 * People who are reached at one address, and a default policy that pages one of them at each of these minutes. Whoever commands is none of
 * them.
 */
export async function aPagerWorld({ url, host, minutes }: { url: string; host: string; minutes: number[] }): Promise<PagerWorld> {
  const settings = JSON.stringify({ ...DEFAULT_SETTINGS, allowedHosts: [host] });
  await db().$executeRaw`INSERT INTO setting (key, value, updated_at) VALUES ('organisation', ${settings}::jsonb, now())`;
  const commander = await testPerson({ name: "Commander" });
  const paged: Someone[] = [];
  for (const [index] of minutes.entries()) paged.push(await aReachablePerson(`Level ${index + 1}`, url));
  const levels = minutes.map(
    (afterMinutes, index): Level => ({
      id: `level-${index + 1}`,
      title: `Level ${index + 1}`,
      targets: [{ kind: "user", id: paged[index]?.person.id ?? "" }],
      triggers: [{ afterMinutes, until: "acknowledged", severity: null, revenuePerHour: null }],
      needs: "one",
    }),
  );
  const rules = { ...DEFAULT_RULES, levels, repeat: 0, repeatAfterMinutes: 600 };
  const now = new Date();
  await db().escalationPolicy.create({
    data: { id: newId(), name: "Test", rules, isDefault: true, createdAt: now, updatedAt: now, updatedBy: "Test" },
  });
  return { commander, paged };
}

async function aReachablePerson(name: string, url: string): Promise<Someone> {
  const someone = await testPerson({ name });
  const now = new Date();
  await db().contactMethod.create({
    data: { id: newId(), userId: someone.person.id, kind: "webhook", label: "Test", address: url, createdAt: now, verifiedAt: now },
  });
  return someone;
}
