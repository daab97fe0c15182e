import type { z } from "zod";
import type { MethodKind } from "#lib/contracts/contact.ts";
import type { ContactView, MethodView, PagePreview, PreviewPage } from "#lib/contracts/contact-methods.ts";
import { describePage } from "#lib/describe-contact.ts";
import { pushKey } from "#server/paging/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx, Person } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { channelsAtHand } from "#server/timeline/index.ts";
import { shownAddress } from "./add-method.ts";
import { planOf, type VersionedPlan } from "./plan.ts";
import { stepsWith } from "./plan-rules.ts";

/** Everything that the preferences show of how one is reached. Secrets stay where they are. */
export async function readContact(ctx: Ctx): Promise<ContactView> {
  const me = authorizePerson(ctx, "account.own");
  const [planned, able, key, now] = await Promise.all([planOf(db(), me.id), inTransaction(channelsAtHand), pushKey(), databaseNow()]);
  return { methods: await listMethods(me, planned, able), able: [...able], ...planned, pushKey: key, now };
}

/** What would be sent to oneself for a page of this severity, at this moment or another. */
export async function previewPage(ctx: Ctx, { severity, at }: z.output<typeof PreviewPage>): Promise<PagePreview> {
  const me = authorizePerson(ctx, "account.own");
  const [planned, able, now] = await Promise.all([planOf(db(), me.id), inTransaction(channelsAtHand), databaseNow()]);
  const methods = (await listMethods(me, planned, able)).filter(({ isVerified, isUsable }) => isVerified && isUsable);
  return describePage({ severity, plan: planned.plan, methods, now: at ?? now });
}

async function listMethods(me: Person, { plan }: VersionedPlan, able: ReadonlySet<MethodKind>): Promise<MethodView[]> {
  const rows = await db().contactMethod.findMany({ where: { userId: me.id }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const own = rows.map((row): MethodView => {
    const kind = row.kind as MethodKind;
    return {
      id: row.id,
      kind,
      label: row.label,
      address: kind === "web-push" ? shownAddress(kind, row.address) : row.address,
      isVerified: row.verifiedAt !== null,
      isUsable: able.has(kind),
      codeUntil: row.codeUntil?.toISOString() ?? null,
      failedAt: row.failedAt?.toISOString() ?? null,
      problem: row.problem,
      createdAt: row.createdAt.toISOString(),
      usedIn: stepsWith(plan, row.id),
    };
  });
  return able.has("email") ? [...own, accountMethod(me, plan)] : own;
}

function accountMethod({ email }: Person, plan: VersionedPlan["plan"]): MethodView {
  return {
    id: "account",
    kind: "email",
    label: "Your address",
    address: email,
    isVerified: true,
    isUsable: true,
    codeUntil: null,
    failedAt: null,
    problem: null,
    createdAt: null,
    usedIn: stepsWith(plan, "account"),
  };
}
