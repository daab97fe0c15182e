import { beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { AddActionItem, ChangeActionItem, ListActionItems } from "#lib/contracts/action-item.ts";
import { AddNote } from "#lib/contracts/incident-commands.ts";
import { AnswerReview, AppendUpdate, ExportPostmortem, ImportPostmortem, PostmortemFromNotes, SubmitPostmortem } from "#lib/contracts/postmortem.ts";
import { addActionItem, changeActionItem, listActionItems } from "#server/action-items/index.ts";
import { addNote } from "#server/notes/index.ts";
import { jobsIn, resetDatabase, testPerson } from "#server/testing/database.ts";
import { kindsOf, logOf, refusal, roomOf } from "#server/testing/incident.ts";
import {
  answerReview,
  appendUpdate,
  applySection,
  draftPostmortem,
  exportPostmortem,
  fromNotes,
  importPostmortem,
  listVersions,
  proposeSection,
  publishPostmortem,
  readHead,
  readPostmortem,
  reopenPostmortem,
  restoreVersion,
  submitPostmortem,
} from "./index.ts";
import { paymentOutage } from "./testing/payment-outage.ts";
import { fragmentOf } from "./ydoc.ts";

let ada: Awaited<ReturnType<typeof testPerson>>;
let bo: Awaited<ReturnType<typeof testPerson>>;
let reference: string;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  reference = (await paymentOutage(ada, { resolve: false })).reference;
  await draftPostmortem(ada, { reference });
});

const markdown = async (): Promise<string> => (await exportPostmortem(ada, ExportPostmortem.parse({ reference }))).content;

/** Types at the end of the first paragraph that holds these words, as an editor does. */
async function typeAfter(words: string, text: string): Promise<void> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from((await readPostmortem(ada, { reference })).update, "base64"));
  const before = Y.encodeStateVector(doc);
  const paragraph = fragmentOf(doc)
    .toArray()
    .find((one) => one instanceof Y.XmlElement && one.nodeName === "paragraph" && one.toString().includes(words)) as Y.XmlElement;
  const last = paragraph.get(paragraph.length - 1) as Y.XmlText;
  last.insert(last.length, text);
  await appendUpdate(ada, AppendUpdate.parse({ reference, update: Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString("base64") }));
}

describe("a section that is written anew", () => {
  test("gains what is known now, and keeps what people wrote", async () => {
    await typeAfter("nobody has confirmed", " Ours to fix.");
    await addNote(ada, AddNote.parse({ reference, text: "Contributing factor: the pool was too small" }));
    const { changes } = await proposeSection(ada, { reference, section: "root-cause" });
    expect(changes.filter(({ isHuman }) => isHuman).map(({ text }) => text)).toEqual([expect.stringContaining("Ours to fix.")]);
    await applySection(ada, { reference, section: "root-cause" });
    const after = await markdown();
    expect(after).toContain("Ours to fix.");
    expect(after).toContain("- The pool was too small".replace("The", "the"));
    const again = await proposeSection(ada, { reference, section: "root-cause" });
    expect(again.changes.filter(({ kind }) => kind !== "keep")).toEqual([]);
  });

  test("changes only what was accepted", async () => {
    await addNote(ada, AddNote.parse({ reference, text: "Contributing factor: the pool was too small" }));
    const before = await markdown();
    await applySection(ada, { reference, section: "root-cause", accept: [] });
    expect(await markdown()).toBe(before);
    expect(await refusal(applySection(ada, { reference, section: "no-such" }))).toMatchObject({ status: 422 });
  });
});

describe("versions", () => {
  test("a restored version reads as it did, and what was written since stays in the history", async () => {
    const before = await markdown();
    await typeAfter("nobody has confirmed", " Gone tomorrow.");
    expect(await markdown()).toContain("Gone tomorrow.");
    await restoreVersion(bo, { reference, seq: 1 });
    expect((await markdown()).split("## Incident")[1]).toBe(before.split("## Incident")[1]);
    expect((await listVersions(ada, { reference })).map(({ what, by }) => [what, by])).toEqual([
      ["restore", "Bo"],
      ["edit", "Ada"],
      ["draft", "Ada"],
    ]);
  });

  test("exported Markdown that is taken in again says the same", async () => {
    const before = await markdown();
    await importPostmortem(ada, ImportPostmortem.parse({ reference, markdown: "## Root Cause\n\nNothing else." }));
    expect(await markdown()).toContain("Nothing else.");
    await importPostmortem(ada, ImportPostmortem.parse({ reference, markdown: before }));
    expect(await markdown()).toBe(before);
  });
});

describe("a review", () => {
  const submit = (...reviewers: string[]) => submitPostmortem(ada, SubmitPostmortem.parse({ reference, reviewers }));

  test("approves when enough reviewers do, and then the text stands until it is opened again", async () => {
    await submit(bo.person.id);
    expect((await jobsIn()).filter(({ data }) => JSON.stringify(data).includes(bo.person.id)).length).toBeGreaterThan(0);
    expect(await refusal(answerReview(ada, AnswerReview.parse({ reference, answer: "approved" })))).toMatchObject({ status: 403 });
    expect(await answerReview(bo, AnswerReview.parse({ reference, answer: "approved" }))).toMatchObject({ state: "approved" });
    expect(await refusal(typeAfter("nobody has confirmed", " Too late."))).toMatchObject({ status: 409 });
    expect(await publishPostmortem(ada, { reference })).toMatchObject({ state: "published" });
    await reopenPostmortem(ada, { reference, reason: "A factor is missing" });
    const head = await readHead(ada, { reference });
    expect(head).toMatchObject({ state: "draft", publishedAt: null, reviewers: [{ state: "asked" }] });
    const actions = (await logOf(reference)).flatMap(({ fact }) => (fact.kind === "postmortem" ? [fact.action] : []));
    expect(actions).toEqual(["drafted", "submitted", "approved", "published", "reopened"]);
  });

  test("goes back to a draft with the reason when somebody asks for changes, and is not published unapproved", async () => {
    await submit(bo.person.id);
    expect(await refusal(answerReview(bo, AnswerReview.parse({ reference, answer: "changes" })))).toMatchObject({ status: 422 });
    await answerReview(bo, AnswerReview.parse({ reference, answer: "changes", note: "Name the release" }));
    expect(await readHead(ada, { reference })).toMatchObject({ state: "draft", reviewers: [{ state: "changes", note: "Name the release" }] });
    expect(await refusal(publishPostmortem(ada, { reference }))).toMatchObject({ status: 409 });
  });
});

describe("action items", () => {
  test("are changed by one at a time, stand on the timeline, and are done when they are", async () => {
    const { id } = await addActionItem(ada, AddActionItem.parse({ reference, title: "Alert at 80 %", owner: bo.person.id, dueOn: "2020-01-05" }));
    const overdue = await listActionItems(ada, ListActionItems.parse({ state: "overdue" }));
    expect(overdue.items).toMatchObject([{ id, owner: { name: "Bo" } }]);
    expect(overdue.items[0]?.daysOverdue).toBeGreaterThan(1_000);
    const { item } = await changeActionItem(bo, ChangeActionItem.parse({ reference, id, state: "done", version: 1 }));
    expect(item).toMatchObject({ state: "done", version: 2, doneAt: expect.any(String) });
    expect(await refusal(changeActionItem(ada, ChangeActionItem.parse({ reference, id, priority: "P0", version: 1 })))).toMatchObject({
      status: 409,
    });
    expect((await kindsOf(reference)).slice(-2)).toEqual(["action-item", "action-item"]);
    expect(
      await refusal(changeActionItem(await testPerson({ role: "viewer" }), ChangeActionItem.parse({ reference, id, state: "open" }))),
    ).toMatchObject({ status: 403 });
  });
});

describe("notes", () => {
  test("become a retrospective incident with its times, figures and postmortem", async () => {
    const notes =
      "Search outage SEV2\n2026-01-05 10:00 UTC alert fired: search 5xx\n11:15 CET ada: root cause: the index was dropped by a migration\n10:45 UTC fully recovered\n20 % of users, 4,000 customers";
    const made = await fromNotes(ada, PostmortemFromNotes.parse({ notes }));
    expect(made).toMatchObject({ lines: 5, dated: 3 });
    expect(await roomOf(made.reference)).toMatchObject({
      kind: "retrospective",
      phase: "resolved",
      timestamps: { startedAt: { at: "2026-01-05T10:00:00.000Z" }, resolvedAt: { at: "2026-01-05T10:45:00.000Z" } },
      severity: "SEV2",
      escalation: null,
      figures: { usersPercent: 20, customers: 4_000 },
    });
    const { content } = await exportPostmortem(ada, ExportPostmortem.parse({ reference: made.reference }));
    expect(content).toContain("[45 min](#impact_duration)");
    expect(content).toContain("The index was dropped by a migration");
    expect(content).toContain("| 10:15 |");
  });

  test("that are nothing, or in a zone that is none, are refused in words", async () => {
    expect(await refusal(fromNotes(ada, PostmortemFromNotes.parse({ notes: "10:00 it broke", timeZone: "Moon/Base" })))).toMatchObject({
      status: 422,
    });
    expect(PostmortemFromNotes.safeParse({ notes: "  " }).success).toBe(false);
  });
});
