import type { AddressInfo } from "node:net";
import type { SMTPServer } from "smtp-server";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";

/** A real mail server; what it says to the next messages is `answers`. */
const post = await vi.hoisted(async () => {
  const { SMTPServer: Server } = await import("smtp-server");
  const mails: { to: string[]; raw: string }[] = [];
  const answers: (number | null)[] = [];
  const server: SMTPServer = new Server({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const code = answers.shift() ?? null;
        if (code !== null) return done(Object.assign(new Error("not now"), { responseCode: code }));
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString("utf8") });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  return { server, mails, answers };
});

import { AnswerPageByLink } from "#lib/contracts/escalation/page-link.ts";
import { answerPageByLink, fireDue, readPageByLink } from "#server/escalation/index.ts";
import { anonymousCtx, systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, logOf, refusal } from "#server/testing/incident.ts";
import { pageOfToken } from "./answer-token.ts";
import { closeMail } from "./mail.ts";
import { startSending } from "./start-sending.ts";

let ada: Someone;
let bo: Someone;

beforeEach(async () => {
  await resetDatabase();
  post.mails.length = 0;
  post.answers.length = 0;
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  const teamId = newId();
  await db().team.create({ data: { id: teamId, slug: "payments", name: "Payments" } });
  await db().teamMember.create({ data: { teamId, userId: bo.person.id, isLead: true } });
});
afterAll(async () => {
  closeMail();
  await new Promise<void>((resolve) => post.server.close(() => resolve()));
});

async function sendUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const sender = startSending();
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
  await sender.stop();
}

const deliveries = () => db().pageDelivery.findMany({ where: { channel: "email" } });
const plain = (raw: string) =>
  raw.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const tokenIn = (raw: string) => /\/ack\/([\w.-]+)/.exec(plain(raw))?.[1] ?? "";

describe("a page by mail", () => {
  test("says what and how bad, to the address that the person signs in with, and is answered by its link once", async () => {
    const reference = await anIncident(ada, {
      title: "Checkout fails\nBcc: everybody@example.com",
      severity: "SEV1",
      summary: "<b>Cards</b> time out",
    });
    await fireDue(systemCtx("Pager"));
    await sendUntil(() => post.mails.length > 0);
    const [mail] = post.mails;
    expect(mail?.to).toEqual([bo.person.email]);
    expect(mail?.raw.replace(/\r\n /g, " ")).toMatch(/^Subject: SEV1: Checkout fails Bcc: everybody@example.com \(INC/m);
    expect(mail?.raw).not.toMatch(/^Bcc:/m);
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(plain(mail?.raw ?? "")).toContain("&#60;b&#62;Cards");
    const [delivery] = await deliveries();
    expect(mail?.raw).toContain(`Message-ID: <${delivery?.id}@`);
    expect(delivery?.state).toBe("sent");

    const visitor = anonymousCtx("203.0.113.9");
    const token = tokenIn(mail?.raw ?? "");
    expect(await readPageByLink(visitor, { token })).toMatchObject({ reference, person: "Bo", answer: null, isOver: false });
    expect((await logOf(reference)).at(-1)?.fact.kind).toBe("page");
    await answerPageByLink(visitor, AnswerPageByLink.parse({ token, answer: "acknowledge" }));
    expect((await logOf(reference)).at(-1)).toMatchObject({ actor: { name: "Bo" }, fact: { kind: "acknowledgement", means: "link", settles: true } });
    expect((await refusal(answerPageByLink(visitor, AnswerPageByLink.parse({ token, answer: "decline" })))).code).toBe("already_done");
    expect((await readPageByLink(visitor, { token })).answer?.answer).toBe("acknowledged");
  });

  test("that the server cannot take now is sent again under the same key, and one that it refuses is said to be unreachable", async () => {
    post.answers.push(451, null);
    await anIncident(ada);
    await fireDue(systemCtx("Pager"));
    await sendUntil(async () => {
      await shiftClock(5_000);
      return post.mails.length === 1;
    });
    expect((await deliveries())[0]).toMatchObject({ state: "sent", attempt: 2 });
    post.answers.push(550);
    const second = await anIncident(ada);
    await fireDue(systemCtx("Pager"));
    await sendUntil(async () => (await logOf(second)).some(({ fact }) => fact.kind === "escalation" && fact.event === "unreachable"));
    const told = (await logOf(second)).findLast(({ fact }) => fact.kind === "escalation")?.fact;
    expect(told).toMatchObject({ reason: expect.stringMatching(/^Bo could not be reached: The mail server refused the message/) });
  });
});

describe("a link that nobody made", () => {
  test("is not found, whatever is changed of a real one", async () => {
    const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    await anIncident(ada);
    await fireDue(systemCtx("Pager"));
    await sendUntil(() => post.mails.length > 0);
    const token = tokenIn(post.mails[0]?.raw ?? "");
    const [id = "", digest = ""] = token.split(".");
    const forged = [`${newId()}.${digest}`, `${id}.${digest.slice(0, -2)}AA`, `${id}.`, id, `${token}x`, token.toUpperCase()];
    for (let n = 0; n < 10_000; n += 1) {
      const at = n % token.length;
      const other = CHARACTERS[(n * 7 + at) % CHARACTERS.length] ?? "A";
      if (other !== token[at]) expect(await pageOfToken(token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
    for (const wrong of forged) expect((await refusal(readPageByLink(anonymousCtx("203.0.113.9"), { token: wrong }))).code).toBe("not_found");
  });
});
