import { beforeEach, expect, test } from "vitest";
import { AddActionItem } from "#lib/contracts/action-item.ts";
import { AddNote, ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { SubmitPostmortem } from "#lib/contracts/postmortem.ts";
import { addActionItem, remindOfItems } from "#server/action-items/index.ts";
import { changeAccess } from "#server/incidents/index.ts";
import { keepCaptures, openInvestigation } from "#server/investigations/index.ts";
import { addNote } from "#server/notes/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { draftPostmortem, exportPostmortem, listVersions, remindOfReviews, submitPostmortem } from "#server/postmortems/index.ts";
import { paymentOutage } from "#server/postmortems/testing/payment-outage.ts";
import { verifySealed } from "#server/sealed-file/index.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { fingerprint, logOf, refusal, storedIncident } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { exportSealed, importSealed } from "./index.ts";

let ada: Awaited<ReturnType<typeof testPerson>>;
let reference: string;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  reference = (await paymentOutage(ada)).reference;
  await draftPostmortem(ada, { reference });
  const { id } = await openInvestigation(ada, {
    question: "Why?",
    services: [],
    reference,
    at: Date.parse("2026-01-05T14:30:00Z"),
    until: null,
    run: null,
  });
  const files = { "logs.jsonl": '{"at":"2026-01-05T14:30:00Z","text":"the pool is full"}' };
  await keepCaptures(ada, id, [
    {
      ...{ kind: "logs", source: "upload", title: "Notes", query: "", file: "logs.jsonl", rows: 1, isTruncated: false, from: null, to: null },
      files,
    },
  ]);
});

const sealed = async () => (await exportSealed(ada, { reference })).content;

test("a sealed export proves itself, and no changed byte passes", async () => {
  const content = await sealed();
  const { problems, sealed: read } = verifySealed(content);
  expect(problems).toEqual([]);
  expect(read).toMatchObject({ reference, entries: { length: (await logOf(reference)).length }, evidence: { length: 1 } });
  const step = Math.max(1, Math.floor(content.length / 400));
  const passed: number[] = [];
  for (let at = 0; at < content.length; at += step) {
    const other = content[at] === "a" ? "b" : "a";
    if (verifySealed(content.slice(0, at) + other + content.slice(at + 1)).problems.length === 0) passed.push(at);
  }
  expect(passed).toEqual([]);
  expect(verifySealed(`${content} `).problems).toEqual(["The file is not written as it was sealed: bytes between its values were changed."]);
  expect(verifySealed(content.slice(0, -10)).problems[0]).toContain("it was cut off");
});

test("what was changed and sealed again is told by what it was", async () => {
  const whole = JSON.parse(await sealed());
  const note = whole.entries.find((entry: { fact: { kind: string } }) => entry.fact.kind === "note");
  note.fact.text = "Nothing happened";
  expect(verifySealed(JSON.stringify(whole)).problems).toContain(
    `Entry ${note.seq} of the timeline is not what was recorded: its link of the hash chain does not hold.`,
  );
  const evidence = JSON.parse(await sealed());
  evidence.evidence[0].content = "AAAA";
  expect(verifySealed(JSON.stringify(evidence)).problems).toContain("Evidence E1 (Notes) is not what was captured.");
});

test("another console takes it in: timeline, evidence and postmortem are as they were, under its own chain, and nobody is told", async () => {
  await addActionItem(ada, AddActionItem.parse({ reference, title: "Cap the pool", dueOn: "2026-01-05", owner: ada.person.id }));
  const cy = await testPerson({ name: "Cy" });
  const dueAt = new Date(Date.now() + 24 * 3_600_000).toISOString();
  await submitPostmortem(ada, SubmitPostmortem.parse({ reference, reviewers: [cy.person.id], dueAt }));
  const content = await sealed();
  const log = await logOf(reference);
  const text = (await exportPostmortem(ada, { reference, format: "md" })).content;
  const { id } = await storedIncident(reference);
  await resetDatabase();
  const bo = await testPerson({ name: "Bo" });
  const elsewhere = (await paymentOutage(bo)).reference;
  const { reference: here, sealedAs } = await importSealed(bo, content);
  expect(sealedAs).toBe(reference);
  expect(here).not.toBe(elsewhere);
  const taken = await logOf(here);
  expect(taken.slice(1, log.length)).toEqual(log.slice(1));
  expect(taken.at(-1)?.fact).toMatchObject({
    kind: "note",
    text: expect.stringContaining(`Taken in from a sealed export of ${reference}, made by Ada`),
  });
  expect((await verifyIncident(id)).problems).toEqual([]);
  expect(await db().evidence.count({ where: { investigation: { incidentId: id } } })).toBe(1);
  const read = (await exportPostmortem(bo, { reference: here, format: "md" })).content;
  expect(read.replaceAll(here, reference)).toBe(text);
  expect((await listVersions(bo, { reference: here })).length).toBeGreaterThan(0);
  expect(await db().deadline.count({ where: { incidentId: id } })).toBe(0);
  expect(await db().page.count({ where: { incidentId: id } })).toBe(0);
  await shiftClock(30 * 24 * 3_600_000);
  expect([await remindOfItems(systemCtx("Reminders")), await remindOfReviews(systemCtx("Reminders"))]).toEqual([0, 0]);
  await addNote(bo, AddNote.parse({ reference: here, text: "Read by us" }));
  expect((await verifyIncident(id)).problems).toEqual([]);
});

test("what is here already, is open, or was changed is refused, and nothing is stored", async () => {
  const content = await sealed();
  const open = await paymentOutage(ada, { resolve: false });
  const stillOpen = (await exportSealed(ada, { reference: open.reference })).content;
  const before = await fingerprint();
  expect(await refusal(importSealed(ada, stillOpen))).toMatchObject({
    status: 409,
    message: expect.stringContaining("was still open when it was sealed"),
  });
  expect(await refusal(importSealed(ada, content))).toMatchObject({ status: 409, message: expect.stringContaining("is here already") });
  expect(await refusal(importSealed(ada, content.replace("Payment", "Poyment")))).toMatchObject({ status: 422 });
  expect(await refusal(importSealed(ada, "{}"))).toMatchObject({ status: 422, message: expect.stringContaining("Nothing was taken in.") });
  expect(await fingerprint()).toEqual(before);
  const viewer = await testPerson({ name: "Vi", role: "viewer" });
  expect(await refusal(importSealed(viewer, content))).toMatchObject({ status: 403 });
});

test("a private incident stays private where it is taken in: seen by who took it in, and by nobody else", async () => {
  await changeAccess(ada, ChangeAccess.parse({ reference, visibility: "private" }));
  const content = await sealed();
  await resetDatabase();
  const [bo, cy] = [await testPerson({ name: "Bo" }), await testPerson({ name: "Cy" })];
  const { reference: here } = await importSealed(bo, content);
  const { id, room } = await storedIncident(here);
  expect([room.visibility, room.members.map(({ name }) => name)]).toEqual(["private", ["Ada", "Bo"]]);
  expect((await verifyIncident(id)).problems).toEqual([]);
  const readings = [exportPostmortem, exportSealed].map((read) => (who: typeof bo) => read(who, { reference: here, format: "md" }));
  for (const read of readings) {
    await read(bo);
    expect(await refusal(read(cy))).toMatchObject({ status: 404 });
  }
});
