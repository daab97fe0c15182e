import type { z } from "zod";
import type { DeactivatePerson } from "#lib/contracts/people.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { endSessions, requireProof } from "#server/sessions/index.ts";
import { lockWithAdministrators, refuseLastAdministrator, revokeLinksOf } from "./administrators.ts";
import { revokePasswordLinks } from "./password-links.ts";

/** Shuts a person out at once: no sign-in, sessions and streams ended. What they wrote stays under their name. */
export async function deactivatePerson(ctx: Ctx, input: z.output<typeof DeactivatePerson>): Promise<void> {
  authorize(ctx, "people.manage");
  if (input.id === ctx.person?.id) throw new ConflictError("You cannot deactivate yourself. Ask another administrator.");
  await transaction(async (tx) => {
    await requireProof(ctx, tx);
    const { person, otherAdmins } = await lockWithAdministrators(tx, input.id);
    if (person.deactivated_at) return;
    refuseLastAdministrator(person, otherAdmins);
    await tx.$executeRaw`UPDATE "user" SET deactivated_at = muster_now() WHERE id = ${input.id}::uuid`;
    await revokeLinksOf(tx, input.id);
    await revokePasswordLinks(tx, input.id);
    const ended = await endSessions(tx, input.id);
    await audit(tx, ctx, { action: "person.deactivate", subject: input.id, detail: { name: person.name, ended } });
  });
}
