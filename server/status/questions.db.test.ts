import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";

const folder = vi.hoisted(() => {
  process.env.MUSTER_DATA_DIR = `${process.env.TMPDIR ?? "/tmp"}/muster-questions-${process.pid}-${Date.now()}`;
  return process.env.MUSTER_DATA_DIR;
});

import { AnswerDecision } from "#lib/contracts/deadline.ts";
import { AnswerQuestion, AskQuestion, DismissQuestion } from "#lib/contracts/status/commands.ts";
import { CreateLink } from "#lib/contracts/status/link.ts";
import { answerDecision, nowQueue } from "#server/deadlines/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, kindsOf, refusal, roomOf } from "#server/testing/incident.ts";
import { answerQuestion, askQuestion, createLink, dismissQuestion, revokeLink } from "./index.ts";
import { renderPages } from "./render-pages.ts";
import { aPage, publish } from "./testing/pages.ts";
import { openStatusServer, workOnce } from "./testing/visitors.ts";

let admin: Someone;
let ada: Someone;
let bo: Someone;
let service: string;
let reference: string;
let visitors: Awaited<ReturnType<typeof openStatusServer>>;

beforeEach(async () => {
  await resetDatabase();
  await rm(join(folder, "status"), { recursive: true, force: true });
  admin = await testPerson({ role: "admin", name: "Root" });
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  service = await aService("payments");
  reference = await anIncident(ada, { services: [service] });
  visitors?.close();
  visitors = await openStatusServer();
});
afterAll(() => visitors.close());

const ask = (text: string, ctx = bo) => askQuestion(ctx, AskQuestion.parse({ reference, text }));
const queueOf = async (ctx: Someone) =>
  (await nowQueue(ctx, { reference })).items.map(({ deadline, words }) => ({ kind: deadline.kind, title: words.title }));

describe("ask once", () => {
  test("questions alike are one card for communications; one answer is for all, and who asks later gets it", async () => {
    await publish(ada, { reference, pages: [], text: "About 15 % of payments fail." }).catch(() => undefined);
    const first = await ask("When will it be fixed?");
    const second = await ask("what is the ETA", ada);
    expect(second.id).toBe(first.id);
    await ask("Was any data lost?");
    expect((await roomOf(reference)).told.questions).toMatchObject([
      { people: 2, wordings: ["When will it be fixed?", "what is the ETA"] },
      { people: 1 },
    ]);
    expect(await queueOf(ada)).toContainEqual({ kind: "questions_asked", title: "Stakeholders have 2 questions" });
    await answerQuestion(ada, AnswerQuestion.parse({ reference, id: first.id, text: "We do not know yet." }));
    expect(await ask("When is it resolved?")).toEqual({ id: first.id, answer: "We do not know yet." });
    expect(await kindsOf(reference)).toContain("question");
  });

  test("a number that no update says is refused; one that was published is not", async () => {
    await aPage(admin, service);
    const { id } = await ask("How many are affected?");
    const answer = (text: string) => answerQuestion(ada, AnswerQuestion.parse({ reference, id, text }));
    expect((await refusal(answer("About 15 % of payments."))).message).toContain("No published update says 15");
    await publish(ada, { reference, text: "About 15 % of payments fail." });
    await answer("About 15 % of payments.");
    const viewer = await testPerson({ role: "viewer" });
    expect((await refusal(answerQuestion(viewer, AnswerQuestion.parse({ reference, id, text: "No." })))).status).toBe(403);
  });

  const decideAs = (who: Someone, subject: string, words?: string) =>
    answerDecision(who, AnswerDecision.parse({ reference, kind: "questions_asked", subject, answer: "accept", words }));
  const cardOf = async (who: Someone) => (await nowQueue(who, { reference })).items.find(({ deadline }) => deadline.kind === "questions_asked");

  test("the card is answered in the queue by words, and what is left unanswered leaves it", async () => {
    const { id } = await ask("Was any data lost?");
    expect((await refusal(decideAs(ada, id))).message).toContain("Write the answer");
    await decideAs(ada, id, "No loss is known.");
    expect((await roomOf(reference)).told.questions).toMatchObject([{ id, answer: { text: "No loss is known.", by: "Ada" } }]);
    const other = await ask("Who is in command?");
    await dismissQuestion(ada, DismissQuestion.parse({ reference, id: other.id }));
    expect((await queueOf(ada)).map(({ kind }) => kind)).not.toContain("questions_asked");
    expect((await refusal(decideAs(ada, other.id, "Ada."))).message).toBe("“Who is in command?” was left unanswered meanwhile.");
  });

  test("an answer in the queue is to the question that was seen, and to no other that is the oldest now", async () => {
    const lost = await ask("Was any data lost?");
    const command = await ask("Who is in command?");
    const seen = await cardOf(ada);
    expect([seen?.deadline.subject, seen?.words.accept.effect]).toEqual([lost.id, expect.stringContaining("answer “Was any data lost?”")]);
    expect(seen?.evidence).toHaveLength(1);
    await answerQuestion(bo, AnswerQuestion.parse({ reference, id: lost.id, text: "None." }));
    const late = await refusal(decideAs(ada, lost.id, "No loss is known."));
    expect([late.code, late.message]).toEqual(["already_done", "Bo has answered “Was any data lost?” already: None."]);
    expect((await roomOf(reference)).told.questions.map(({ answer }) => answer?.text ?? null)).toEqual(["None.", null]);
    expect((await cardOf(ada))?.deadline.subject).toBe(command.id);
    await decideAs(ada, command.id, "Ada.");
    expect(await decideAs(ada, command.id, "Ada.")).toMatchObject({ answer: "accept", by: { name: "Ada" } });
    expect((await roomOf(reference)).told.questions.map(({ answer }) => answer?.text ?? null)).toEqual(["None.", "Ada."]);
  });

  test("whoever has a stakeholders' link asks by its page, once however often the form is taken, and not when it is revoked", async () => {
    await aPage(admin, service);
    await publish(ada, { reference });
    const link = await createLink(admin, CreateLink.parse({ slug: "acme", kind: "stakeholders", name: "Executives" }));
    await renderPages();
    const path = new URL(link.url ?? "").pathname.slice(1);
    await visitors.post("acme/nothing", []);
    const html = await (await fetch(`${visitors.url}/${path}`)).text();
    const incident = /name="incident" value="(\w+)"/.exec(html)?.[1] ?? "";
    const answer = await visitors.post(path, [
      ["incident", incident],
      ["question", "When will it be fixed?"],
    ]);
    expect(answer.headers.get("location")).toContain("thanks/ask");
    await Promise.all([workOnce(), workOnce()]);
    expect((await roomOf(reference)).told.questions).toMatchObject([{ text: "When will it be fixed?", people: 1 }]);
    await visitors.post(path, [
      ["incident", "deadbeef0000"],
      ["question", "Anything?"],
    ]);
    await revokeLink(admin, { slug: "acme", id: link.id });
    await visitors.post(path, [
      ["incident", incident],
      ["question", "Was any data lost?"],
    ]);
    await workOnce();
    expect((await roomOf(reference)).told.questions).toHaveLength(1);
    expect((await visitors.post(path, [["question", "x"]])).status).toBe(404);
  });
});

test("an update that waits for approval is a decision of somebody else's, who approves or declines it in the queue", async () => {
  await aPage(admin, service, { needsApproval: true });
  const { id } = await publish(bo, { reference });
  expect(await queueOf(ada)).toContainEqual({ kind: "publication_asked", title: "Bo asks to publish “Problem with Card payments”" });
  const decide = (ctx: Someone, subject: string, answer: string) =>
    answerDecision(ctx, AnswerDecision.parse({ reference, kind: "publication_asked", subject, answer }));
  expect((await refusal(decide(bo, id, "accept"))).status).toBe(403);
  await decide(ada, id, "accept");
  expect((await roomOf(reference)).told).toMatchObject({ requests: [], publications: [{ id, approvedBy: "Ada" }] });
  const second = await publish(bo, { reference, text: "More." });
  await decide(ada, second.id, "decline");
  expect((await roomOf(reference)).told.requests).toEqual([]);
  expect((await queueOf(ada)).map(({ kind }) => kind)).not.toContain("publication_asked");
});
