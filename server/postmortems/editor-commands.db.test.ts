import { beforeEach, describe, expect, test } from "vitest";
import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { KeepPicture, MentionInPostmortem } from "#lib/contracts/postmortem.ts";
import { sentenceOf } from "#lib/describe-event.ts";
import { deleteUnclaimedAttachments } from "#server/attachments/index.ts";
import { changeAccess } from "#server/incidents/index.ts";
import { drainJobs } from "#server/jobs/drain.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, logOf, refusal, storedIncident } from "#server/testing/incident.ts";
import { draftPostmortem, keepPicture, mentionInPostmortem } from "./index.ts";

const MINUTE = 60_000;
let ada: Awaited<ReturnType<typeof testPerson>>;
let bo: Awaited<ReturnType<typeof testPerson>>;
let reference: string;
beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  reference = await anIncident(ada, { severity: "SEV4", title: "Labels print twice" });
  await draftPostmortem(ada, { reference });
});

const mention = () => mentionInPostmortem(ada, MentionInPostmortem.parse({ reference, person: bo.person.id, words: "@Bo knows the printer" }));
const inbox = async () => db().notification.findMany({ where: { userId: bo.person.id, kind: "postmortem" }, orderBy: { createdAt: "asc" } });

describe("who is mentioned in a postmortem", () => {
  test("is told in the console with the sentence, and not twice within ten minutes", async () => {
    expect(await mention()).toEqual({ isTold: true });
    expect(await mention()).toEqual({ isTold: false });
    await drainJobs();
    expect((await inbox()).map(({ title, body }) => [title, body])).toEqual([
      ["Ada mentioned Bo in the postmortem Labels print twice", expect.stringContaining("@Bo knows the printer")],
    ]);
    await shiftClock(11 * MINUTE);
    expect(await mention()).toEqual({ isTold: true });
    const entries = (await logOf(reference)).filter(({ fact }) => fact.kind === "postmortem" && fact.action === "mentioned");
    expect(entries.map(sentenceOf)).toHaveLength(2);
  });

  test("changes nothing of the review", async () => {
    const published = new Date("2026-01-05T12:00:00.000Z");
    await db().postmortem.updateMany({ data: { state: "published", publishedAt: published } });
    await mention();
    expect(await db().postmortem.findFirstOrThrow()).toMatchObject({ state: "published", publishedAt: published, version: 1 });
  });

  test("has to be somebody who may see it", async () => {
    await changeAccess(ada, ChangeAccess.parse({ reference, visibility: "private" }));
    expect((await refusal(mention())).message.length).toBeGreaterThan(10);
    expect(await inbox()).toEqual([]);
  });
});

describe("a picture in a postmortem", () => {
  async function upload(type: string, to = reference): Promise<string> {
    const id = newId();
    const { id: incidentId } = await storedIncident(to);
    const data = { id, incidentId, name: "graph.png", type, bytes: 4, sha256: "0".repeat(64), uploadedBy: ada.person.id };
    await db().attachment.create({ data: { ...data, createdAt: new Date(Date.now() - 2 * 86_400_000) } });
    return id;
  }

  test("is kept when others that nobody shows are deleted", async () => {
    const admin = await testPerson({ role: "admin" });
    const [shown, unused] = [await upload("image/png"), await upload("image/png")];
    expect(await keepPicture(ada, KeepPicture.parse({ reference, id: shown }))).toEqual({ src: `/api/attachments/${shown}`, name: "graph.png" });
    await deleteUnclaimedAttachments(admin);
    expect((await db().attachment.findMany()).map(({ id }) => id)).toEqual([shown]);
    expect(unused).not.toBe(shown);
  });

  test("is one of this incident, and of a kind that browsers show", async () => {
    const other = await anIncident(ada, { severity: "SEV4" });
    expect(await refusal(keepPicture(ada, { reference, id: await upload("image/png", other) }))).toMatchObject({ code: "not_found" });
    expect((await refusal(keepPicture(ada, { reference, id: await upload("image/svg+xml") }))).message).toContain("no picture that a browser shows");
    expect(await db().attachment.count({ where: { claimedAt: { not: null } } })).toBe(0);
  });
});
