import type { Permission } from "#lib/contracts/permissions.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { MusterError } from "#server/platform/errors.ts";
import { gather, type Outcome } from "#server/platform/gather.ts";
import { type Kept, keptAnswers, onceStored, receiptKey, sameAnswer } from "#server/platform/once.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { type Receipt, storeChanges } from "#server/timeline/index.ts";
import { type Locked, lockIncidents, mergedError, type OpenIncident, openIncident, requireRight } from "./change-incident.ts";

type Append<T = unknown> = { ctx: Ctx; permission: Permission; reference: string; append: (incident: OpenIncident) => Promise<T> };

/**
 * The shape of a command that only adds to the timeline, whatever others add beside it: those that come at the same time share one
 * transaction. `append` has to read nothing that another one could record.
 */
export function appendToIncident<T>(ctx: Ctx, permission: Permission, reference: string, append: Append<T>["append"]): Promise<T> {
  authorize(ctx, permission);
  return onceStored(() => appendTogether({ ctx, permission, reference, append }) as Promise<T>);
}

const appendTogether = gather<Append, unknown>((appends) => inTransaction((sql) => appendAll(sql, appends)), { most: 50, lanes: 2 });

type Batch = { sql: Sql; locked: Map<string, Locked>; kept: Map<string, Kept>; receipts: Receipt[] };

async function appendAll(sql: Sql, appends: Append[]): Promise<Outcome<unknown>[]> {
  const references = new Set(appends.map(({ reference }) => reference));
  const keys = appends.flatMap(({ ctx }) => receiptKey(ctx) ?? []);
  const [locked, kept] = await Promise.all([lockIncidents(sql, [...references]), keptAnswers(sql, keys)]);
  const batch: Batch = { sql, locked, kept, receipts: [] };
  const outcomes: Outcome<unknown>[] = [];
  for (const append of appends) outcomes.push(await appendOne(batch, append));
  await storeChanges(sql, [...batch.locked.values()], batch.receipts);
  return outcomes;
}

/** A refusal is this one's own and leaves nothing; whatever else goes wrong fails the whole batch. */
async function appendOne(batch: Batch, { ctx, permission, reference, append }: Append): Promise<Outcome<unknown>> {
  const key = receiptKey(ctx);
  try {
    const locked = requireRight(ctx, permission, reference, batch.locked.get(reference));
    const standing = key ? batch.kept.get(key) : undefined;
    if (standing) return { value: sameAnswer(standing, reference) };
    if (locked.room.phase === "merged") throw mergedError(locked.room);
    const draft = { ...locked, links: [...locked.links], annotations: new Map(locked.annotations), jobs: [...locked.jobs] };
    const value = await append(openIncident(batch.sql, ctx, draft));
    batch.locked.set(reference, draft);
    if (key) {
      batch.kept.set(key, { value, about: reference });
      batch.receipts.push({ key, answer: { value, about: reference } });
    }
    return { value };
  } catch (error) {
    if (error instanceof MusterError) return { error };
    throw error;
  }
}
