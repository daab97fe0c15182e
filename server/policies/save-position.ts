import type { z } from "zod";
import type { PositionView, SavePosition } from "#lib/contracts/escalation/policies.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { audit } from "./audited.ts";
import { readKnown } from "./known.ts";
import { lockPolicies } from "./stored.ts";

/** Makes a position, renames it, or says who holds it, unless somebody else changed it since `version`. Whoever is paged next is its new holder. */
export async function savePosition(ctx: Ctx, input: z.output<typeof SavePosition>): Promise<PositionView> {
  authorize(ctx, "policy.manage");
  return inTransaction(async (sql) => {
    await lockPolicies(sql);
    const { positions, people } = await readKnown(sql, []);
    const before = positions.get(input.key) ?? null;
    const holder = input.user === null ? null : (people.get(input.user) ?? null);
    if (input.user !== null && !holder) throw new NotFoundError("There is no active person with that id. Look them up under People.");
    if ((before?.version ?? 0) !== input.version) throw conflictOf(before, input);
    if ([...positions.values()].some(({ key, name }) => key !== input.key && name.toLowerCase() === input.name.toLowerCase())) {
      throw new InvalidError(`There is a position “${input.name}” already. Choose another name.`, "invalid_input", [
        { path: "name", message: "Choose another name." },
      ]);
    }
    const version = input.version + 1;
    store(sql, { ...input, version });
    const detail = { version, name: input.name, from: before?.holder?.id ?? null, to: input.user };
    await audit(sql, ctx, { action: before ? "position.change" : "position.create", subject: input.key, detail });
    return { key: input.key, name: input.name, holder, version };
  });
}

function store(sql: Sql, { key, name, user, version }: z.output<typeof SavePosition>): void {
  sql.send({
    name: "position-store",
    text: `
      INSERT INTO position (key, name, user_id, version, "order") VALUES ($1, $2, $3, $4, (SELECT coalesce(max("order"), 0) + 1 FROM position))
      ON CONFLICT (key) DO UPDATE SET name = $2, user_id = $3, version = $4`,
    values: [key, name, user, version],
  });
}

function conflictOf(before: { name: string; holder: { id: string; name: string } | null } | null, input: z.output<typeof SavePosition>) {
  if (!before) return new ConflictError("Somebody removed this position meanwhile. Reload, then make it again if it is still wanted.");
  return new ConflictError("Somebody changed this position while you were editing. Choose which stays; both are kept here.", {
    field: "holder",
    yours: { name: input.name, user: input.user },
    theirs: { name: before.name, user: before.holder?.id ?? null },
    by: null,
    at: null,
  });
}
