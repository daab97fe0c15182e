import { type ClientRequest, request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { sessionCookie } from "#server/auth/cookies.ts";
import { authSecret } from "#server/auth/secret.ts";
import { openBrowser, startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { changeAccess } from "#server/incidents/index.ts";
import { changeRole, deactivatePerson } from "#server/people/index.ts";
import { db } from "#server/platform/db.ts";
import { revokeSession, revokeSessions } from "#server/sessions/index.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { startBoardStream } from "./board-stream.ts";
import { startListener, stopListener } from "./listener.ts";
import { startPersonStreams } from "./person-stream.ts";
import { startPresence } from "./presence.ts";

/** The promise is two seconds; a busy machine takes longer to notice. Less than the 15 s after which streams look by themselves: a lost wake is seen. */
const AT_MOST_MS = 10_000;

let api: Awaited<ReturnType<typeof startApi>>;
let stop: (() => void)[];
let admin: Somebody;
let person: Somebody;
let commander: Somebody;
let reference: string;
const open: ClientRequest[] = [];

beforeAll(async () => {
  api = await startApi();
  await startListener();
  stop = [startPersonStreams(), startBoardStream(), startPresence()];
});
afterAll(async () => {
  for (const one of stop) one();
  await stopListener();
  await api.close();
});
beforeEach(async () => {
  for (const asking of open.splice(0)) asking.destroy();
  await resetDatabase();
  [admin, person, commander] = [await somebody("admin"), await somebody(), await somebody()];
  reference = await anIncident(commander.ctx, { visibility: "private", members: [person.person.id] });
});

type Stream = { status: number; isOpen: () => boolean };

async function cookieOf({ sessionId }: Somebody): Promise<string> {
  const { token } = await db().session.findUniqueOrThrow({ where: { id: sessionId }, select: { token: true } });
  return sessionCookie(token, await authSecret()).split(";")[0] ?? "";
}

/** All three streams of one person. */
async function watch(who: Somebody): Promise<Stream[]> {
  const cookie = await cookieOf(who);
  const paths = [`/api/v1/incidents/${reference}/events`, "/api/live/board", "/api/live/me"];
  const streams = await Promise.all(paths.map((path) => openStream(path, cookie)));
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
  return streams;
}

function openStream(path: string, cookie: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asking = request(api.url + path, { headers: { cookie } }, (response) => {
      let isOpen = true;
      const end = () => {
        isOpen = false;
      };
      response.on("end", end).on("close", end).on("error", end).resume();
      resolve({ status: response.statusCode ?? 0, isOpen: () => isOpen });
    });
    asking.once("error", reject);
    asking.end();
    open.push(asking);
  });
}

async function expectEnded(streams: Stream[]): Promise<void> {
  await vi.waitFor(() => expect(streams.map((stream) => stream.isOpen())).toEqual(streams.map(() => false)), { timeout: AT_MOST_MS, interval: 50 });
}

describe("open streams end", () => {
  const REASONS: Record<string, () => Promise<unknown>> = {
    "when the person signs out": async () => {
      const browser = openBrowser(api.url, { cookie: await cookieOf(person) });
      expect((await browser.auth("/sign-out")).status).toBe(200);
    },
    "when the person ends the session elsewhere": () => revokeSession(person.ctx, { id: person.sessionId }),
    "when an administrator ends the sessions": () => revokeSessions(admin.ctx, { person: person.person.id }),
    "when the person is deactivated": () => deactivatePerson(admin.ctx, { id: person.person.id }),
    "when the person's role changes": () => changeRole(admin.ctx, { id: person.person.id, role: "viewer" }),
  };

  test.each(Object.entries(REASONS))("%s, and those of others go on", async (_, happen) => {
    const [mine, theirs] = [await watch(person), await watch(commander)];
    await happen();
    await expectEnded(mine);
    expect(theirs.map((stream) => stream.isOpen())).toEqual([true, true, true]);
  });

  test("of an incident that one may not see any more, before the entry that says so; the others stay", async () => {
    const [events, board, me] = await watch(person);
    await changeAccess(commander.ctx, ChangeAccess.parse({ reference, remove: [person.person.id] }));
    if (!events || !board || !me) throw new Error("A stream is missing.");
    await expectEnded([events]);
    expect([board.isOpen(), me.isOpen()]).toEqual([true, true]);
    expect((await openStream(`/api/v1/incidents/${reference}/events`, await cookieOf(person))).status).toBe(404);
  });
});
