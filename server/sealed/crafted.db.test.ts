import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "vitest";
import { AddActionItem } from "#lib/contracts/action-item.ts";
import { SubmitPostmortem } from "#lib/contracts/postmortem.ts";
import type { SealedExport } from "#lib/contracts/sealed.ts";
import type { Fact, TimelineEntry } from "#lib/contracts/timeline.ts";
import { addActionItem } from "#server/action-items/index.ts";
import { openInvestigation } from "#server/investigations/index.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { draftPostmortem, startReviewSession, submitPostmortem } from "#server/postmortems/index.ts";
import { paymentOutage } from "#server/postmortems/testing/payment-outage.ts";
import { verifySealed } from "#server/sealed-file/index.ts";
import { crafted, withFact } from "#server/sealed-file/testing/craft.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, fingerprint, refusal, storedIncident } from "#server/testing/incident.ts";
import { lockedIncident } from "#server/timeline/index.ts";
import { projectPostmortems } from "#server/timeline/project-postmortems.ts";
import { exportSealed, importSealed } from "./index.ts";

type Victim = { postmortem: string; item: string; investigation: string; title: string };

let bo: Awaited<ReturnType<typeof testPerson>>;
let content: string;
let theirs: Victim;

/** A record from elsewhere, and an incident of this console with everything that such a record could name. */
beforeEach(async () => {
  await resetDatabase();
  const ada = await testPerson({ name: "Ada" });
  const { reference } = await paymentOutage(ada);
  await draftPostmortem(ada, { reference });
  content = (await exportSealed(ada, { reference })).content;
  await resetDatabase();
  bo = await testPerson({ name: "Bo" });
  theirs = await aVictim();
});

async function aVictim(): Promise<Victim> {
  const { reference } = await paymentOutage(bo);
  await draftPostmortem(bo, { reference });
  await submitPostmortem(bo, SubmitPostmortem.parse({ reference, reviewers: [bo.person.id] }));
  await startReviewSession(bo, { reference });
  const { id: item } = await addActionItem(bo, AddActionItem.parse({ reference, title: "Cap the pool" }));
  const { id: investigation } = await openInvestigation(bo, {
    ...{ question: "Why?", services: [], reference, at: Date.parse("2026-01-05T14:30:00Z"), until: null, run: null },
  });
  const { id, title } = await db().postmortem.findFirstOrThrow({ select: { id: true, title: true } });
  return { postmortem: id, item, investigation, title };
}

/** What the files below try to change. */
async function documents(): Promise<unknown> {
  return [
    await db().postmortem.findMany(),
    await db().postmortemReviewer.findMany(),
    await db().actionItemRow.findMany({ orderBy: { id: "asc" } }),
    await db().reviewSession.findMany(),
    await db().investigation.findMany(),
    await db().evidence.count(),
    await fingerprint(),
  ];
}

const published = (postmortem: string): Fact => ({
  ...{ kind: "postmortem", action: "published", postmortem, title: "Mine", state: "published", note: null, dueAt: null, tells: [] },
});
const reworded = (id: string): Fact => {
  const words = { title: "Nothing to do", priority: "P3", state: "dropped", team: "", factor: "", proof: "", source: "person" } as const;
  const item = {
    ...words,
    id,
    owner: null,
    dueOn: null,
    signature: null,
    ticket: null,
    createdAt: "2026-01-05T14:30:00.000Z",
    doneAt: null,
    version: 9,
  };
  return { kind: "action-item", action: "changed", item, before: null, reason: null };
};

test("a file that names a document of another incident is refused, and changes nothing", async () => {
  const before = await documents();
  const refused = async (file: string, words: string) => {
    expect(verifySealed(file).problems).toEqual([]);
    expect(await refusal(importSealed(bo, file))).toMatchObject({ status: 409, message: expect.stringContaining(words) });
    expect(await documents()).toEqual(before);
  };
  await refused(withFact(content, published(theirs.postmortem)), "names a postmortem that is not in the file");
  await refused(withFact(content, reworded(theirs.item)), "names an action item that is here already");
  const as = (id: string) =>
    crafted(content, (sealed) => {
      if (sealed.postmortem) sealed.postmortem.id = id;
      for (const { fact } of sealed.entries) if (fact.kind === "postmortem") fact.postmortem = id;
    });
  await refused(as(theirs.postmortem), "names a postmortem that is here already");
  const again = crafted(content, (sealed) => sealed.investigations.push(anInvestigation(theirs.investigation, sealed.exportedAt)));
  await refused(again, "names an investigation that is here already");
});

test("a fact on one incident changes no document of another, whatever it names", async () => {
  const { id } = await storedIncident(await anIncident(bo));
  const before = await documents();
  const write = (fact: Fact) =>
    inTransaction(async (sql) => {
      const at = "2026-01-05T14:30:00.000Z";
      const incident = lockedIncident({ id, room: null, lastSeq: 0, auditHash: Buffer.alloc(32), now: at });
      const clocks = { occurredAt: at, recordedAt: at, visibleAt: null, seenAt: null };
      const entry: TimelineEntry = { ...clocks, seq: 2, actor: { type: "user", id: bo.person.id, name: "Bo" }, annotation: null, fact };
      incident.links.push({ entry, digest: "", hash: Buffer.alloc(32) });
      projectPostmortems(sql, [incident]);
    });
  const of = published(theirs.postmortem);
  if (of.kind !== "postmortem") throw new Error("It is of a postmortem.");
  for (const action of ["published", "approved", "changes-asked", "reopened", "session-held"] as const) await write({ ...of, action });
  await write({ ...of, action: "submitted", state: "in-review", tells: [{ id: newId(), name: "Eve" }] });
  await write(reworded(theirs.item));
  expect(await documents()).toEqual(before);
});

test("a fact, an entry, a state or an id that this version does not know is told in words", () => {
  const problems = (file: string) => verifySealed(file).problems;
  const { entries } = JSON.parse(content);
  const unknown = (fact: { kind: string; [key: string]: unknown }) =>
    crafted(content, (sealed) => {
      const note = sealed.entries.findIndex((entry) => entry.fact.kind === "note");
      const [entry] = sealed.entries.splice(note, 1);
      if (entry) sealed.entries.push({ ...entry, fact });
    });
  const words = `Entry ${entries.length} is of a kind or shape that this version does not know.`;
  expect(problems(unknown({ kind: "note", text: 1, mentions: [], attachments: [] }))).toEqual([words]);
  expect(problems(unknown({ ...published("no-id") }))).toEqual([words]);
  const changed = (change: object) => problems(JSON.stringify({ ...JSON.parse(content), ...change }));
  expect(changed({ entries: [] })).toEqual(["This is no sealed export that this version reads: entries: It holds no entry of a timeline."]);
  expect(changed({ state: null })).toEqual(["This is no sealed export that this version reads: state: It holds no state of an incident."]);
  expect(changed({ id: "incident" })[0]).toContain("This is not an id of Muster.");
  const loose = withEvidence(
    ["H4sIAAAAAAAAAwMAAAAAAAAAAAA="],
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    theirs.investigation,
  );
  expect(problems(loose)).toEqual(["Evidence E1 (Theirs) belongs to no investigation of this file."]);
});

function anInvestigation(id: string, at: string): SealedExport["investigations"][number] {
  const window = { windowFrom: at, windowTo: at, createdAt: at, reportedAt: null };
  return { id, question: "", services: [], askedBy: newId(), state: "open", captures: 0, analysis: null, ...window };
}

/** The file with evidence of an investigation, which is in it unless another is named. */
function withEvidence(contents: string[], sha256: string, investigation?: string): string {
  return crafted(content, ({ investigations, evidence, exportedAt: at, exportedBy: capturedBy }) => {
    const id = newId();
    investigations.push(anInvestigation(id, at));
    for (const [index, packed] of contents.entries())
      evidence.push({
        ...{ investigation: investigation ?? id, n: index + 1, kind: "logs", source: "upload", title: "Theirs", query: "", file: "a", rows: 0 },
        ...{ bytes: 0, windowFrom: null, windowTo: null, sha256, isTruncated: false, capturedBy, capturedAt: at, content: packed },
      });
  });
}

test("evidence that unpacks to more than evidence may be is not unpacked", () => {
  const [bomb, full] = [17, 16].map((mb) => gzipSync(Buffer.alloc(mb * 2 ** 20))) as [Buffer, Buffer];
  const hashOf = (packed: Buffer) => createHash("sha256").update(gunzipSync(packed)).digest("hex");
  const problems = (packed: Buffer, times: number) =>
    verifySealed(withEvidence(Array(times).fill(packed.toString("base64")), hashOf(packed))).problems;
  expect(problems(bomb, 1)).toEqual(["Evidence E1 (Theirs) is more than 16 MB when it is unpacked, more than a capture may be."]);
  expect(problems(full, 1)).toEqual([]);
  expect(problems(full, 33)).toEqual(["The evidence is more than 512 MB when it is unpacked, more than one file may hold."]);
});
