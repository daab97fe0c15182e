import { beforeEach, describe, expect, test } from "vitest";
import { AddNote } from "#lib/contracts/incident-commands.ts";
import { addNote } from "#server/notes/index.ts";
import { newId } from "#server/platform/id.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, kindsOf, logOf, refusal, storedIncident } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";

beforeEach(resetDatabase);

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();

describe("notes that come at the same time", () => {
  test("on several incidents are each stored once, in order, with the refused ones leaving nothing", async () => {
    const people = await Promise.all([testPerson(), testPerson(), testPerson()]);
    const [ada] = people;
    const references = [await anIncident(ada), await anIncident(ada), await anIncident(ada, { visibility: "private" })];
    const sent = Array.from({ length: 60 }, (_, index) => ({
      ctx: people[index % 3] ?? ada,
      reference: references[index % 7 === 0 ? 2 : index % 2] ?? "",
      text: `Note ${index}`,
      occurredAt: index % 11 === 0 ? TOMORROW : undefined,
    }));
    const outcomes = await Promise.allSettled(sent.map(({ ctx, ...note }) => addNote(ctx, AddNote.parse(note))));
    const isFine = ({ ctx, reference, occurredAt }: (typeof sent)[number]) => !occurredAt && (reference !== references[2] || ctx === ada);
    expect(outcomes.map(({ status }) => status)).toEqual(sent.map((note) => (isFine(note) ? "fulfilled" : "rejected")));
    for (const reference of references) {
      const log = await logOf(reference);
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
      const texts = log.flatMap(({ fact }) => (fact.kind === "note" ? [fact.text] : []));
      const expected = sent.filter((note) => note.reference === reference && isFine(note)).map(({ text }) => text);
      expect(texts.toSorted()).toEqual(expected.toSorted());
      expect((await verifyIncident((await storedIncident(reference)).id)).problems).toEqual([]);
    }
  });

  test("with one id are one note, and all senders get it", async () => {
    const ada = await testPerson();
    const [here, there] = [await anIncident(ada), await anIncident(ada)];
    const note = AddNote.parse({ reference: here, id: newId(), text: "Restarted the pods" });
    const answers = await Promise.all(Array.from({ length: 12 }, () => addNote(ada, note)));
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
    expect((await kindsOf(here)).filter((kind) => kind === "note")).toHaveLength(1);
    expect((await refusal(addNote(ada, { ...note, reference: there }))).message).toContain(`changed ${here} already`);
  });
});
