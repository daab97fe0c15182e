import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { Bound } from "#lib/contracts/runbook-run.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { refusal } from "#server/testing/incident.ts";
import { decideStep } from "../index.ts";
import { askApproval, consumeApproval, hashOf } from "../run/approvals.ts";
import { aRun, aRunbook } from "../testing/desk.ts";

/** How many forged approvals are tried; the proof tries many. */
const TRIES = Number(process.env.MUSTER_PROOF_SIZE ?? 0) || 200;
const TEXT = "name: risky\nsteps:\n  - title: Delete it\n    kubectl: delete pod a -n b\n    undo: {none: it is gone}\n";

let ada: Somebody;
let grace: Somebody;
let bound: Bound;

beforeEach(async () => {
  await resetDatabase();
  [ada, grace] = [await somebody("responder", { name: "Ada" }), await somebody("responder", { name: "Grace" })];
  const run = await aRun(ada.ctx, await aRunbook(ada.ctx, TEXT));
  bound = {
    argv: ["kubectl", "delete", "pod", "a", "-n", "b"],
    cluster: null,
    target: "",
    runbook: "risky",
    version: 1,
    incident: null,
    parameters: { a: "1" },
    run,
    n: 1,
    observed: "one",
    plan: "",
  };
});

const ask = () => inTransaction((sql) => askApproval(sql, bound, [ada.person.id]));
const use = (wanted: Bound) => inTransaction((sql) => consumeApproval(sql, wanted));
const approveAs = (who: Somebody, hash = hashOf(bound)) => decideStep(who.ctx, { id: bound.run, n: 1, hash, approve: true, reason: "" });

describe("an approval", () => {
  test("given by another person for exactly this is used once", async () => {
    await ask();
    await approveAs(grace);
    expect([await use(bound), await use(bound)]).toEqual([true, false]);
  });

  test("is used by one of several that race for it", async () => {
    await ask();
    await approveAs(grace);
    expect((await Promise.all(Array.from({ length: 8 }, () => use(bound)))).filter(Boolean)).toHaveLength(1);
  });

  test("is refused to who wants the step, to a viewer, without a fresh proof, and for anything else than what is asked", async () => {
    await ask();
    const stale = await somebody("responder", { isProved: false });
    const viewer = await somebody("viewer");
    expect((await refusal(approveAs(ada))).message).toContain("another person");
    expect((await refusal(approveAs(stale))).code).toBe("step_up_required");
    expect((await refusal(approveAs(viewer))).status).toBe(403);
    expect((await refusal(approveAs(grace, hashOf({ ...bound, argv: [...bound.argv, "--force"] })))).message).toContain(
      "has changed since you looked",
    );
    expect(await use(bound)).toBe(false);
  });

  test("runs out, and one by who was let go since is none", async () => {
    await ask();
    await approveAs(grace);
    await db().user.update({ where: { id: grace.person.id }, data: { deactivatedAt: new Date() } });
    expect(await use(bound)).toBe(false);
    await db().user.update({ where: { id: grace.person.id }, data: { deactivatedAt: null } });
    await db().runbookApproval.updateMany({ data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect(await use(bound)).toBe(false);
  });

  test("cannot be written for oneself, even past every command", async () => {
    await ask();
    await expect(db().runbookApproval.updateMany({ data: { state: "approved", decidedBy: ada.person.id } })).rejects.toThrow(
      "runbook_approval_by_another",
    );
  });
});

/** Each makes something that is no approval of what would be done; the row is put as a forger would. */
const FORGERIES: readonly ((seed: number) => Promise<Bound>)[] = [
  async () => bound,
  async (seed) => forged({ argv: [...bound.argv, `--x=${seed}`] }, {}),
  async (seed) => forged({}, { hash: `${seed}`.padStart(64, "0") }),
  async () => forged({}, { state: "asked" }),
  async () => forged({}, { state: "used" }),
  async () => forged({}, { expiresAt: new Date(Date.now() - 60_000) }),
  async () => forged({}, { usedAt: new Date() }),
  async () => forged({}, { decidedBy: newId() }),
  async () => forged({}, { decidedBy: null }),
  async (seed) => forged({ observed: `two ${seed}` }, {}),
  async (seed) => forged({ parameters: { a: `other ${seed}` } }, {}),
  async () => forged({ run: newId() }, {}),
  async () => forged({ n: 2 }, {}),
  // Made by who started the run, who is not named among those that want the step.
  async () => forged({}, { askedBy: [], decidedBy: ada.person.id }),
  // A true one, used before.
  async () => {
    await forged({}, {});
    expect(await use(bound)).toBe(true);
    return bound;
  },
];

/** A row for a bound that differs, or a row that is no valid approval; what is then wanted is the true one. */
async function forged(
  change: Partial<Bound>,
  row: { hash?: string; state?: string; expiresAt?: Date; usedAt?: Date; decidedBy?: string | null; askedBy?: string[] },
): Promise<Bound> {
  const told = { ...bound, ...change };
  await db().runbookApproval.create({
    data: {
      id: newId(),
      runId: bound.run,
      n: 1,
      hash: hashOf(told),
      bound: told,
      state: "approved",
      askedBy: [ada.person.id],
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + 600_000),
      decidedBy: grace.person.id,
      decidedName: "Grace",
      ...row,
    },
  });
  return bound;
}

test("forged, altered, expired, replayed and self-made approvals: none is used", { timeout: 900_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(FORGERIES.length - 1), fc.nat(1_000_000), async (which, seed) => {
      await db().runbookApproval.deleteMany();
      const wanted = await FORGERIES[which]?.(seed);
      expect(wanted && (await use(wanted))).toBe(false);
    }),
    { numRuns: TRIES },
  );
  if (process.env.MUSTER_PROOF_SIZE) console.log(`${TRIES} approvals that were none, made in ${FORGERIES.length} ways: 0 used`);
});
