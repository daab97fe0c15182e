import { randomBytes } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { db, transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { draftPostmortem } from "#server/postmortems/index.ts";
import { paymentOutage } from "#server/postmortems/testing/payment-outage.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { refusal, storedIncident } from "#server/testing/incident.ts";
import { exportSealed } from "./index.ts";

let ada: Awaited<ReturnType<typeof testPerson>>;
let reference: string;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  reference = (await paymentOutage(ada)).reference;
  await draftPostmortem(ada, { reference });
});

/** A transaction that does one thing, and another once it is told to end. */
async function holding(first: string, last = "SELECT 1"): Promise<() => Promise<void>> {
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = transaction(async (tx) => {
    await tx.$executeRawUnsafe(first);
    held.resolve();
    await released.promise;
    await tx.$executeRawUnsafe(last);
  });
  await held.promise;
  return () => {
    released.resolve();
    return done;
  };
}

test("no part of the file is newer than another, whatever is changed meanwhile", async () => {
  const release = await holding("LOCK TABLE postmortem_update IN ACCESS EXCLUSIVE MODE", "UPDATE postmortem SET title = 'Renamed'");
  const exporting = exportSealed(ada, { reference });
  await vi.waitFor(async () => {
    const [row] = await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    expect(row?.n).toBe(1);
  }, 10_000);
  await release();
  const { postmortem } = JSON.parse((await exporting).content);
  expect(postmortem.title).toBe("Payment API Outage");
  expect(postmortem.markdown).toContain("# Postmortem: Payment API Outage");
});

test("it waits for nobody who works on the incident, and many at once do not wait for each other", async () => {
  const release = await holding("SELECT 1 FROM incident FOR NO KEY UPDATE");
  await exportSealed(ada, { reference });
  await release();
  const many = await Promise.all(Array.from({ length: 24 }, () => exportSealed(ada, { reference })));
  expect(new Set(many.map((one) => one.reference))).toEqual(new Set([reference]));
});

test("a record that is too large to be taken in again is not written", async () => {
  const { id } = await storedIncident(reference);
  const [investigation, at] = [newId(), new Date()];
  await db().investigation.create({
    data: {
      id: investigation,
      incidentId: id,
      question: "Why?",
      services: [],
      windowFrom: at,
      windowTo: at,
      askedBy: newId(),
      state: "open",
      createdAt: at,
    },
  });
  const what = { kind: "logs", source: "upload", title: "Notes", query: "", file: "logs.jsonl", rows: 1, bytes: 1, sha256: "0".repeat(64) };
  const content = randomBytes(25 * 2 ** 20);
  for (const n of [1, 2])
    await db().evidence.create({
      data: { ...what, investigationId: investigation, n, isTruncated: false, content, capturedBy: ada.actor, capturedAt: at },
    });
  expect(await refusal(exportSealed(ada, { reference }))).toMatchObject({
    status: 413,
    message: expect.stringMatching(/has 67 MB, and one has at most 64 MB/),
  });
});
