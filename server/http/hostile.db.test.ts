import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AddNote } from "#lib/contracts/incident-commands.ts";
import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import { hostileText } from "#lib/testing/hostile-text.ts";
import { sessionCookie } from "#server/auth/cookies.ts";
import { authSecret } from "#server/auth/secret.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { verifyAudit } from "#server/platform/audit-verify.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { storeSettings } from "#server/settings/index.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident, logOf, storedIncident } from "#server/testing/incident.ts";
import { type Answer, inParallel, type Letter, openWire, type Wire } from "#server/testing/wire.ts";
import { verifyIncident } from "#server/timeline/index.ts";

const SEED = 20_261_123;
const A_FAMILY = 1_000;
const AT_ONCE = 8;
const TEXTS = fc.sample(hostileText, { seed: SEED, numRuns: A_FAMILY });

let api: Awaited<ReturnType<typeof startApi>>;
let wire: Wire;
let admin: Somebody;
let reference: string;
let service: string;
let note: number;

beforeAll(async () => {
  await resetDatabase();
  api = await startApi();
  admin = await somebody("admin");
  const { token } = await db().session.findUniqueOrThrow({ where: { id: admin.sessionId }, select: { token: true } });
  wire = openWire(api.url, sessionCookie(token, await authSecret()).split(";")[0] ?? "", AT_ONCE);
  const field = { key: "region", label: "Region", type: "text" as const, choices: [], appliesTo: ["real" as const] };
  await db().$transaction((tx) => storeSettings(tx, { ...DEFAULT_SETTINGS, customFields: [field] }, "test"));
  service = newId();
  await db().service.create({ data: { id: service, slug: "checkout", name: "Checkout" } });
});
afterAll(async () => {
  wire.close();
  await api.close();
});

const call = (procedure: string, input: (text: string) => unknown) => (text: string) => ({
  path: `/api/trpc/${procedure}`,
  body: JSON.stringify(input(text)),
});
const ask = (procedure: string, input: (text: string) => unknown) => (text: string) => ({
  method: "GET" as const,
  path: `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input(text)).toWellFormed())}`,
});
/** A header or path cannot carry more than a header may; longer ones are cut where they still are nasty. */
const short = (text: string): string => encodeURIComponent(text.slice(0, 400).toWellFormed());

const FAMILIES: Record<string, (text: string) => Letter> = {
  "title and summary of a declaration": call("incidents.declare", (text) => ({ title: text, summary: text, severity: "SEV3", kind: "test" })),
  "title and summary of an edit": call("incidents.edit", (text) => ({ reference, title: text, summary: text })),
  "text of a note": call("notes.add", (text) => ({ reference, text })),
  "new text of a note": call("notes.amend", (text) => ({ reference, entry: note, text })),
  "tags of an entry": call("notes.mark", (text) => ({ reference, entry: note, tags: [text] })),
  "reason of a severity": call("incidents.changeSeverity", (text) => ({ reference, severity: text.length % 2 ? "SEV2" : "SEV3", reason: text })),
  "words of a status": call("incidents.changeStatus", (text) => ({
    reference,
    to: text.length % 2 ? "identified" : "mitigating",
    reason: text,
    summary: text,
  })),
  "text of an update": call("incidents.postUpdate", (text) => ({ reference, text })),
  "address and label of a link": call("incidents.addLink", (text) => ({ reference, url: `https://example.com/${text}`, label: text })),
  "value of a field": call("incidents.setField", (text) => ({ reference, key: "region", value: text })),
  "note of an interval": call("incidents.openInterval", (text) => ({ reference, kind: text, note: text, service })),
  "title of a task": call("tasks.add", (text) => ({ reference, title: text })),
  "words of a hand-over": call("roles.offerHandover", (text) => ({ reference, to: text, brief: { situation: text, next: text } })),
  "role and person": call("roles.assign", (text) => ({ reference, role: text, user: text })),
  "name of a view": call("board.saveView", (text) => ({ name: text, query: text })),
  "search of the board": ask("board.list", (text) => ({ q: text.slice(0, 400), cursor: text.slice(0, 400) })),
  "similar titles": ask("incidents.similar", (text) => ({ title: text.slice(0, 400) })),
  "reference of a room": ask("room.read", (text) => ({ reference: text.slice(0, 400) })),
  "search of people": ask("people.list", (text) => ({ q: text.slice(0, 400), cursor: text.slice(0, 400) })),
  "filter of the trail": ask("audit.list", (text) => ({ subject: text.slice(0, 400), action: text.slice(0, 80), actor: text.slice(0, 80) })),
  "name and description of a service": call("services.create", (text) => ({ name: text, description: text, slug: text, revenuePerMinute: text })),
  "name of a team": call("teams.create", (text) => ({ name: text, description: text })),
  "own name, handle and phone": call("account.update", (text) => ({ name: text, handle: text, phone: text, timeZone: text })),
  "address of an invitation": call("people.invite", (text) => ({ email: text, name: text })),
  "address and password at sign-in": (text) => ({ path: "/api/auth/sign-in/email", body: JSON.stringify({ email: text, password: text }) }),
  "name and type of a file": (text) => ({
    path: `/api/incidents/${reference}/attachments?name=${short(text)}`,
    headers: { "content-type": "text/plain" },
    body: "log line\n",
  }),
  "a segment of a path": (text) => ({ method: "GET", path: `/api/attachments/${short(text)}` }),
  "names of properties": (text) => ({
    path: "/api/trpc/notes.add",
    body: `{"reference":"${reference}","text":"x",${JSON.stringify(text)}:{"__proto__":{"a":1}}}`,
  }),
  "a whole body": (text) => ({ path: "/api/trpc/notes.add", body: text }),
  "bytes that are no text": (text) => ({
    path: "/api/trpc/notes.add",
    body: Buffer.concat([
      Buffer.from(`{"reference":"${reference}","text":"`),
      Buffer.from(text.slice(0, 50), "latin1"),
      Buffer.from([0xff, 0xfe, 0xc3]),
      Buffer.from('"}'),
    ]),
  }),
  depth: (text) => ({ path: "/api/trpc/notes.add", body: `${'{"a":['.repeat(text.length % 5_000)}1${"]}".repeat(text.length % 5_000)}` }),
};

describe(`a thousand hostile inputs each, seed ${SEED}`, () => {
  beforeAll(async () => {
    reference = await anIncident(admin.ctx);
    await wire.send({ path: "/api/trpc/notes.add", body: JSON.stringify({ reference, text: "First" }) });
    note = (await logOf(reference)).at(-1)?.seq ?? 0;
  });

  test.each(Object.entries(FAMILIES))("%s", async (_, letterFor) => {
    const answers = await inParallel(TEXTS, AT_ONCE, (text) => wire.send(letterFor(text)));
    const failed = answers.filter(({ status }) => status >= 500 || status === 0);
    expect(failed.slice(0, 3)).toEqual([]);
    const silent = answers.filter((answer) => answer.status >= 400 && !saysWhy(answer));
    expect(silent.slice(0, 3)).toEqual([]);
  });

  test("what was accepted reads back exactly, and nothing else was lost", async () => {
    const here = await anIncident(admin.ctx);
    const sent = TEXTS.map((text) => ({ reference: here, text, id: newId() }));
    const answers = await inParallel(sent, AT_ONCE, (input) => wire.send({ path: "/api/trpc/notes.add", body: JSON.stringify(input) }));
    const expected = sent.flatMap((input, index) => {
      const parsed = AddNote.safeParse(input);
      expect(answers[index]?.status, JSON.stringify(input).slice(0, 200)).toBe(parsed.success ? 200 : 400);
      return parsed.success ? [parsed.data.text] : [];
    });
    expect(expected.length).toBeGreaterThan(A_FAMILY / 2);
    const stored = (await logOf(here)).flatMap(({ fact }) => (fact.kind === "note" ? [fact.text] : []));
    expect(stored.toSorted()).toEqual(expected.toSorted());
  });

  test("and every log and chain is sound afterwards", async () => {
    expect((await verifyAudit()).problem).toBeNull();
    expect((await verifyIncident((await storedIncident(reference)).id)).problems).toEqual([]);
    const declared = await db().incident.findMany({ select: { id: true }, orderBy: { id: "desc" }, take: 100 });
    for (const { id } of declared) expect((await verifyIncident(id)).problems).toEqual([]);
  });
});

/** A refusal is a problem with a sentence, from the API or from the auth library. */
function saysWhy({ text }: Answer): boolean {
  try {
    const body = JSON.parse(text) as { detail?: string; message?: string; error?: { message?: string } };
    const words = body.detail ?? body.message ?? body.error?.message ?? "";
    return words.length > 10 && !/prisma|postgres|at .*\.ts:/i.test(words);
  } catch {
    return false;
  }
}
