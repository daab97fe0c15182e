import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountOf } from "#lib/contracts/contradictions/account-of.ts";
import { contradictionsOf } from "#lib/contracts/contradictions.ts";
import { figureHistory } from "#lib/contracts/figure-history.ts";
import { figuresOf } from "#lib/contracts/figures.ts";
import { foldRoom } from "#lib/contracts/fold.ts";
import { AddLink, AddNote, AddTask, DeclareIncident } from "#lib/contracts/incident-commands.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { Fact } from "#lib/contracts/timeline.ts";
import { figureContext } from "#server/documents/figures.ts";
import { addNote } from "#server/notes/index.ts";
import { verifyAudit } from "#server/platform/audit-verify.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { MusterError } from "#server/platform/errors.ts";
import { addTask } from "#server/tasks/index.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { aService, logOf, storedIncident } from "#server/testing/incident.ts";
import { brokenRules, brokenTables } from "#server/testing/invariants.ts";
import { type Declared, declarations, runStep, type Step, steps, type World } from "#server/testing/steps.ts";
import { replay, verifyIncident } from "#server/timeline/index.ts";
import { addLink } from "./add-link.ts";
import { declareIncident } from "./declare-incident.ts";

const LONGEST_MS = process.env.MUSTER_PROOF_SIZE ? 7_200_000 : 300_000;

type Snapshot = { reference: string; seq: number; room: RoomState };

describe("whatever several people do in whatever order", () => {
  test("one after the other: the log folds to the stored state at every seq, and the audit trail holds", { timeout: LONGEST_MS }, async () => {
    const done = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(declarations(), steps(50), async (declared, sequence) => {
        const world = await aWorld(declared);
        const snapshots: Snapshot[] = [];
        for (const step of sequence) {
          const worked = await attempt(world, step);
          if (!worked) continue;
          done.set(step.command, (done.get(step.command) ?? 0) + 1);
          for (const reference of world.references) {
            const { room, lastSeq } = await storedIncident(reference);
            snapshots.push({ reference, seq: lastSeq, room });
            expect(brokenRules(room), JSON.stringify(step)).toEqual([]);
          }
        }
        await expectSound(world);
        await expectSnapshots(snapshots);
      }),
      { numRuns: Number(process.env.MUSTER_PROOF_SIZE ?? process.env.MUSTER_TEST_RUNS ?? 30), endOnFailure: true },
    );
    expect([...done.keys()].length).toBeGreaterThan(24);
  });

  test("all at once: seqs have no gap, nothing waits in a circle, and the same holds", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(declarations(), steps(60), async (declared, sequence) => {
        const world = await aWorld(declared);
        for (let index = 0; index < sequence.length; index += 12)
          await Promise.all(sequence.slice(index, index + 12).map((step) => attempt(world, step)));
        await expectSound(world);
      }),
      { numRuns: Number(process.env.MUSTER_TEST_RUNS ?? 30), endOnFailure: true },
    );
  });
});

async function aWorld(declared: Declared[]): Promise<World> {
  await resetDatabase();
  const roles = ["responder", "responder", "responder", "admin", "viewer"] as const;
  const people = await Promise.all(roles.map((role, index) => testPerson({ role, name: `${role} ${index}` })));
  const services = [await aService("shop"), await aService("search"), await aService("pay")];
  const references: string[] = [];
  for (const { actor, kind, isPrivate, members } of declared) {
    const input = DeclareIncident.parse({
      title: `Incident ${references.length}`,
      severity: actor % 4 ? "SEV2" : null,
      kind,
      visibility: isPrivate ? "private" : "normal",
      members: members.map((index) => people[index % people.length]?.person.id),
      services: [services[actor % 3]],
    });
    const { reference } = await declareIncident(people[actor % 4] ?? systemCtx(), input);
    references.push(reference);
    await furnish(people[actor % 4] ?? systemCtx(), reference);
  }
  return { people, services, references };
}

/** Something to work on, so that steps find what they are about. */
async function furnish(ctx: Ctx, reference: string): Promise<void> {
  const [one, two] = [`Task of ${reference}`, `Second of ${reference}`];
  for (const title of [one, two]) await addTask(ctx, AddTask.parse({ reference, title }));
  await addLink(ctx, AddLink.parse({ reference, url: `https://example.com/${reference}` }));
  await addNote(ctx, AddNote.parse({ reference, text: "As seen" }));
}

function referenceOf({ references }: World, { incident }: Step): string {
  return references[incident % references.length] ?? "";
}

/** Runs one step; only a typed refusal may come back. True when it worked. */
async function attempt(world: World, step: Step): Promise<boolean> {
  const { room, lastSeq } = await incidentFor(world, step);
  try {
    await runStep({ world, room, lastSeq, step });
    return true;
  } catch (error) {
    if (error instanceof MusterError) return false;
    throw error;
  }
}

/** The incident that a step names; mostly one on which it makes sense, so that not everything is refused. */
async function incidentFor(world: World, step: Step): Promise<Awaited<ReturnType<typeof storedIncident>>> {
  const named = await storedIncident(referenceOf(world, step));
  if (!step.isByRightOne) return named;
  if (step.command !== "unmerge") return named.room.mergedInto ? storedIncident(named.room.mergedInto.reference) : named;
  const merged = await db().incident.findFirst({ where: { phase: "merged" }, orderBy: { activityAt: "desc" } });
  return merged ? storedIncident(merged.reference) : named;
}

async function expectSound(world: World): Promise<void> {
  for (const reference of world.references) {
    const { id, room } = await storedIncident(reference);
    expect((await verifyIncident(id)).problems, reference).toEqual([]);
    expect(brokenRules(room), reference).toEqual([]);
    await expectFigures(reference, room);
  }
  expect(await brokenTables()).toEqual([]);
  expect((await verifyAudit()).problem).toBeNull();
}

/** The history of each figure ends in the figure as it is, and what the log says of itself is about the same room. */
async function expectFigures(reference: string, room: RoomState): Promise<void> {
  const [log, context, now] = [await logOf(reference), await figureContext(room), await databaseNow()];
  expect(log.map(({ fact }) => Fact.safeParse(fact).error).filter(Boolean), reference).toEqual([]);
  const history = figureHistory(log, context, now);
  const last = [...history].flatMap(([name, versions]) => (versions.at(-1)?.end ? [[name, versions.at(-1)?.end] as const] : []));
  expect(new Map(last), reference).toEqual(new Map(figuresOf(room, context, now).map((figure) => [figure.name, figure])));
  const account = accountOf(log);
  expect(account?.room, reference).toEqual(room);
  expect(account && contradictionsOf(account).every(({ entries }) => entries.every((seq) => seq >= 1 && seq <= log.length)), reference).toBe(true);
}

/** Folds each log entry by entry: at each seq that a command ended with, it must give what was stored then; so must a replay. */
async function expectSnapshots(snapshots: Snapshot[]): Promise<void> {
  for (const reference of new Set(snapshots.map((snapshot) => snapshot.reference))) {
    const taken = new Map(snapshots.filter((snapshot) => snapshot.reference === reference).map(({ seq, room }) => [seq, room]));
    let room: RoomState | null = null;
    for (const entry of await logOf(reference)) {
      room = foldRoom(room, entry);
      const stored = taken.get(entry.seq);
      if (stored && !isDeepStrictEqual(JSON.parse(JSON.stringify(room)), stored)) expect(room, `${reference} at ${entry.seq}`).toEqual(stored);
    }
    const { id } = await storedIncident(reference);
    const [middle] = [...taken.keys()].slice(Math.floor(taken.size / 2));
    if (middle) expect(await replay(db(), id, middle)).toEqual(taken.get(middle));
  }
}
