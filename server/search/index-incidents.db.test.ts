import { beforeEach, expect, test } from "vitest";
import { AddNote } from "#lib/contracts/incident-commands.ts";
import { addNote } from "#server/notes/index.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { indexIncidents } from "./index.ts";

beforeEach(resetDatabase);

async function positions(): Promise<{ id: string; reference: string; lastSeq: number; indexedSeq: number }[]> {
  return await db().incident.findMany({ select: { id: true, reference: true, lastSeq: true, indexedSeq: true }, orderBy: { declaredAt: "asc" } });
}

async function found(word: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ reference: string }[]>`
    SELECT i.reference FROM incident_search d JOIN incident i ON i.id = d.incident_id WHERE d.document @@ to_tsquery('simple', ${word}) ORDER BY 1`;
  return rows.map(({ reference }) => reference);
}

test("an incident is found by its latest note, and counts as indexed up to it", async () => {
  const ada = await testPerson();
  const reference = await anIncident(ada, { title: "Charges time out" });
  await addNote(ada, AddNote.parse({ reference, text: "The gateway is fine" }));
  await indexIncidents((await positions()).map(({ id }) => id));
  expect(await found("gateway")).toEqual([reference]);
  for (const { lastSeq, indexedSeq } of await positions()) expect(indexedSeq).toBe(lastSeq);
});

test("an incident that a command has locked is indexed without waiting, and stays due", async () => {
  const ada = await testPerson();
  const [first, second] = [await anIncident(ada, { title: "Flood" }), await anIncident(ada, { title: "Drought" })];
  for (const reference of [first, second]) await addNote(ada, AddNote.parse({ reference, text: "Valve" }));
  const [locked, free] = await positions();
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM incident WHERE id = ${locked?.id}::uuid FOR UPDATE`;
    await indexIncidents([locked?.id ?? "", free?.id ?? ""]);
  });
  expect(await found("valve")).toEqual([first, second].toSorted());
  const [after, other] = await positions();
  expect(after?.indexedSeq).toBeLessThan(after?.lastSeq ?? 0);
  expect(other?.indexedSeq).toBe(other?.lastSeq);
});

test("many who index the same incidents at once, in any order, do not fail each other", async () => {
  const ada = await testPerson();
  for (let index = 0; index < 20; index += 1) await anIncident(ada, { title: `Incident ${index}` });
  const ids = (await positions()).map(({ id }) => id);
  const rounds = Array.from({ length: 12 }, (_, round) => indexIncidents(round % 2 === 0 ? ids : ids.toReversed()));
  await expect(Promise.all(rounds)).resolves.toHaveLength(12);
});
