import { DEFAULT_RULES } from "#lib/contracts/escalation/default-policy.ts";
import type { Target } from "#lib/contracts/escalation/policy.ts";
import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { seal } from "#server/platform/seal.ts";

/** Lets Muster reach these hosts of the machine itself. */
export async function allowHosts(...allowedHosts: string[]): Promise<void> {
  const settings = JSON.stringify({ ...DEFAULT_SETTINGS, allowedHosts });
  await db().$executeRaw`INSERT INTO setting (key, value, updated_at) VALUES ('organisation', ${settings}::jsonb, now())`;
}

/** A stored connection, as Settings would make it. */
export async function aNotifier(kind: string, settings: Record<string, string>, secrets: Record<string, string>): Promise<string> {
  const id = newId();
  const sealed = await Promise.all(
    Object.entries(secrets).map(async ([field, secret]) => [field, await seal(secret, { table: "connection", column: `secrets.${field}`, row: id })]),
  );
  await db().connection.create({
    data: { id, kind, name: `Test ${kind}`, settings, secrets: Object.fromEntries(sealed), createdAt: new Date(), createdBy: "Test" },
  });
  return id;
}

/** A default policy whose levels reach these at once. */
export async function aPolicy(...levels: Target[][]): Promise<void> {
  const now = new Date();
  const rules = {
    ...DEFAULT_RULES,
    levels: levels.map((targets, n) => ({
      id: `level-${n + 1}`,
      title: `Level ${n + 1}`,
      targets,
      triggers: [{ afterMinutes: n * 5, until: "acknowledged", severity: null, revenuePerHour: null }],
      needs: "one",
    })),
    repeat: 0,
    repeatAfterMinutes: 600,
  };
  await db().escalationPolicy.create({
    data: { id: newId(), name: "Test", rules, isDefault: true, createdAt: now, updatedAt: now, updatedBy: "Test" },
  });
}

/** A verified means of this person. */
export async function aMeans(userId: string, kind: string, address: string): Promise<string> {
  const id = newId();
  const now = new Date();
  await db().contactMethod.create({ data: { id, userId, kind, label: "Test", address, createdAt: now, verifiedAt: now } });
  return id;
}
