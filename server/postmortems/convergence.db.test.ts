import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { AppendUpdate, MAX_UPDATE_BYTES } from "#lib/contracts/postmortem.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, refusal, storedIncident } from "#server/testing/incident.ts";
import { appendUpdate } from "./append-update.ts";
import { bytesOf, loadDocument, updatesAfter } from "./store.ts";
import { KilledServers } from "./testing/killed-server.ts";
import { fragmentOf, updateOf } from "./ydoc.ts";

const SIZE = Number(process.env.MUSTER_PROOF_SIZE ?? 12);
const SEED = process.env.MUSTER_PROOF_SEED ? Number(process.env.MUSTER_PROOF_SEED) : undefined;
const EDITORS = 3;

/** `kill`: the server's process gets SIGKILL while it stores, and nobody knows how far it came. */
type Fault = "none" | "before" | "after" | "kill";
const FAULTS: readonly Fault[] = [...Array<Fault>(9).fill("none"), "before", "before", "after", "after", "after", "kill"];

type Op =
  | { kind: "type"; editor: number; at: number; length: number }
  | { kind: "delete"; editor: number; at: number; length: number }
  | { kind: "send"; editor: number; fault: Fault; afterMs: number }
  | { kind: "read"; editor: number };

const place = fc.nat({ max: 10_000 });
const editor = fc.nat({ max: EDITORS - 1 });
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("type" as const), editor, at: place, length: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("delete" as const), editor, at: place, length: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("send" as const),
      editor,
      fault: fc.constantFrom(...FAULTS),
      afterMs: fc.integer({ min: 0, max: 25 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("read" as const), editor }) },
);

let ada: Awaited<ReturnType<typeof testPerson>>;
let incidentId: string;
let reference: string;

beforeAll(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  reference = await anIncident(ada);
  incidentId = (await storedIncident(reference)).id;
});

const servers = new KilledServers();
afterAll(() => servers.close());

/** A browser with the document: what it has not sent, and up to where it has read. */
type Desk = { doc: Y.Doc; waiting: Uint8Array[]; cursor: number };

async function aDocument(): Promise<string> {
  await db().postmortem.updateMany({ where: { incidentId }, data: { incidentId: (await anOther()).id } });
  const id = newId();
  const now = new Date();
  await db().postmortem.create({ data: { id, incidentId, title: "Test", lastSeq: 1, createdAt: now, createdBy: { ...ada.actor } } });
  const content = bytesOf(updateOf([{ type: "paragraph", content: [{ type: "text", text: "." }] }]));
  await db().postmortemUpdate.create({ data: { postmortemId: id, seq: 1, content, kind: "draft", actor: { ...ada.actor }, at: now } });
  return id;
}

/** The document before is put aside: each incident has one. */
async function anOther(): Promise<{ id: string }> {
  return storedIncident(await anIncident(ada));
}

function textIn(doc: Y.Doc): Y.XmlText {
  const paragraph = fragmentOf(doc).get(0) as Y.XmlElement;
  return paragraph.get(0) as Y.XmlText;
}

function plain(doc: Y.Doc): string {
  return (textIn(doc).toDelta() as { insert: string }[]).map(({ insert }) => insert).join("");
}

class Cut extends Error {}

/** The server goes down before the update is stored, or when it is and the answer is on its way. */
async function send(update: Uint8Array, fault: Fault, afterMs: number): Promise<void> {
  if (fault === "before") throw new Cut();
  const input = AppendUpdate.parse({ reference, update: Buffer.from(update).toString("base64") });
  if (fault === "kill") {
    if (await servers.sendAndKill({ person: ada.person, input }, afterMs)) return;
    throw new Cut();
  }
  await appendUpdate(ada, input);
  if (fault === "after") throw new Cut();
}

test("three editors whose server goes down converge to the same bytes, and lose no acknowledged character", { timeout: 7_200_000 }, async () => {
  let [acknowledged, lost, cuts, kills] = [0, 0, 0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 20, maxLength: 60 }), async (ops) => {
      const id = await aDocument();
      const desks: Desk[] = Array.from({ length: EDITORS }, () => ({ doc: new Y.Doc(), waiting: [], cursor: 0 }));
      const [typed, deleted] = [new Set<string>(), new Set<string>()];
      for (const desk of desks) {
        await read(id, desk);
        desk.doc.on("update", (update: Uint8Array, origin: unknown) => origin !== "remote" && desk.waiting.push(update));
      }
      let next = 0x4e00;
      for (const one of ops) {
        const desk = desks[one.editor];
        if (!desk) continue;
        if (one.kind === "type") {
          const words = String.fromCharCode(...Array.from({ length: one.length }, () => next++));
          for (const letter of words) typed.add(letter);
          textIn(desk.doc).insert(one.at % (plain(desk.doc).length + 1), words);
        } else if (one.kind === "delete") {
          const text = plain(desk.doc);
          const at = one.at % Math.max(1, text.length);
          const gone = text.slice(at, at + one.length);
          for (const letter of gone) deleted.add(letter);
          if (gone) textIn(desk.doc).delete(at, gone.length);
        } else if (one.kind === "read") await read(id, desk);
        else {
          kills += one.fault === "kill" && desk.waiting.length > 0 ? 1 : 0;
          cuts += (await flush(desk, one.fault, one.afterMs)) ? 0 : 1;
        }
      }
      for (const desk of desks) await flush(desk, "none", 0);
      for (const desk of desks) await read(id, desk);
      const { doc } = await loadDocument(id);
      const texts = desks.map((desk) => plain(desk.doc));
      expect(new Set([...texts, plain(doc)]).size).toBe(1);
      const bytes = [...desks.map((desk) => desk.doc), doc].map(bytesOfState);
      expect(new Set(bytes).size).toBe(1);
      const missing = [...typed].filter((letter) => !deleted.has(letter) && !texts[0]?.includes(letter));
      acknowledged += typed.size;
      lost += missing.length;
      expect(missing).toEqual([]);
    }),
    { numRuns: SIZE, ...(SEED === undefined ? {} : { seed: SEED }), endOnFailure: true },
  );
  console.log(
    `${SIZE} operation logs of ${EDITORS} editors, ${kills} servers killed while they stored, ${cuts} answers lost to a server that went down: ${acknowledged} characters acknowledged, ${lost} lost.`,
  );
});

/** What was written and what was deleted, of whom, and how it reads: the same for the same document, however it was cut into structures. */
function bytesOfState(doc: Y.Doc): string {
  return `${Buffer.from(Y.encodeSnapshot(Y.snapshot(doc))).toString("hex")} ${fragmentOf(doc).toString()}`;
}

/** Sends what waits as one; a cut leaves all of it waiting. */
async function flush(desk: Desk, fault: Fault, afterMs: number): Promise<boolean> {
  if (desk.waiting.length === 0) return true;
  const update = Y.mergeUpdates(desk.waiting);
  desk.waiting = [update];
  try {
    await send(update, fault, afterMs);
    desk.waiting = [];
    return true;
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    return false;
  }
}

async function read(id: string, desk: Desk): Promise<void> {
  for (;;) {
    const updates = await updatesAfter(id, desk.cursor, 100);
    for (const { seq, update } of updates) {
      Y.applyUpdate(desk.doc, Buffer.from(update, "base64"), "remote");
      desk.cursor = seq;
    }
    if (updates.length < 100) return;
  }
}

test("a paste of 10 MB is refused, and the text stays as it was", async () => {
  const id = await aDocument();
  const { doc } = await loadDocument(id);
  const before = plain(doc);
  const vector = Y.encodeStateVector(doc);
  textIn(doc).insert(0, "x".repeat(10 * 1024 * 1024));
  const update = Buffer.from(Y.encodeStateAsUpdate(doc, vector));
  expect(update.length).toBeGreaterThan(MAX_UPDATE_BYTES);
  expect(AppendUpdate.safeParse({ reference, update: update.toString("base64") }).success).toBe(false);
  expect(await refusal(appendUpdate(ada, { reference, update: update.toString("base64") }))).toMatchObject({ status: 413 });
  expect(plain((await loadDocument(id)).doc)).toBe(before);
  expect(await refusal(appendUpdate(ada, { reference, update: Buffer.from("no update at all").toString("base64") }))).toMatchObject({ status: 422 });
});
