import type { z } from "zod";
import type { ChangeOrganisation, OrganisationSettings } from "#lib/contracts/organisation.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { requireProof } from "#server/sessions/index.ts";
import { ORGANISATION_KEY, storeSettings, type VersionedSettings, versionedSettings } from "./organisation.ts";
import { changedParts, settingsProblems } from "./rules.ts";

/**
 * Replaces the organisation's settings, unless somebody else changed them since `version`. Which internal hosts Muster may ask is changed
 * only by somebody who has just proved who they are.
 */
export async function changeOrganisation(ctx: Ctx, input: z.output<typeof ChangeOrganisation>): Promise<VersionedSettings> {
  authorize(ctx, "settings.manage");
  const problems = settingsProblems(input.settings);
  if (problems[0]) throw new InvalidError(problems[0].message, "invalid_input", problems);
  return transaction(async (tx) => {
    const before = await lockSettings(tx);
    const changed = changedParts(before.settings, input.settings);
    if (changed.length === 0) return before;
    if (before.version !== input.version) throw conflictOf(before, input.settings, changed);
    if (changed.includes("allowedHosts")) await requireProof(ctx, tx);
    await storeSettings(tx, input.settings, ctx.actor.name);
    const detail = Object.fromEntries(changed.map((part) => [part, { from: before.settings[part], to: input.settings[part] }]));
    await audit(tx, ctx, { action: "settings.organisation", subject: ORGANISATION_KEY, detail });
    return versionedSettings(tx);
  });
}

async function lockSettings(tx: Transaction): Promise<VersionedSettings> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster settings'))`;
  return versionedSettings(tx);
}

function conflictOf(before: VersionedSettings, yours: OrganisationSettings, changed: (keyof OrganisationSettings)[]): ConflictError {
  const pick = (settings: OrganisationSettings) => Object.fromEntries(changed.map((part) => [part, settings[part]]));
  return new ConflictError("Somebody changed the settings while you were editing. Choose which values stay; both are kept here.", {
    field: changed.join(", "),
    yours: pick(yours),
    theirs: pick(before.settings),
    by: before.updatedBy,
    at: before.updatedAt,
  });
}
