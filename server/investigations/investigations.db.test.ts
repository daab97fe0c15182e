import { beforeEach, describe, expect, test } from "vitest";
import { DecideHypothesis, ProposeHypothesis } from "#lib/contracts/hypothesis.ts";
import { JudgeInvestigation } from "#lib/contracts/investigation.ts";
import { db } from "#server/platform/db.ts";
import { aScene, type Scene } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { kindsOf, roomOf } from "#server/testing/incident.ts";
import {
  type Capture,
  concludeInvestigation,
  decideHypothesis,
  judgeInvestigation,
  keepCaptures,
  listInvestigations,
  openInvestigation,
  proposeHypothesis,
  readEvidence,
  readInvestigation,
} from "./index.ts";

let scene: Scene;
beforeEach(async () => {
  await resetDatabase();
  scene = await aScene();
});

const asked = (reference: string | null) => ({ question: "Why?", reference, services: [], at: null, until: null, run: null });
const aCapture = (text = '{"edges": [["shop", "checkout"]]}'): Capture => ({
  kind: "graph",
  source: "upload",
  title: "Calls",
  query: "",
  file: "graph.json",
  files: { "graph.json": text },
  from: null,
  to: null,
  rows: 1,
  isTruncated: false,
});

describe("captured evidence", () => {
  test("is kept with its hash, comes back as it was, and is never changed", async () => {
    const { id } = await openInvestigation(scene.commander, asked(scene.reference));
    await keepCaptures(scene.commander, id, [aCapture(), aCapture('{"edges": []}')]);
    const view = await readInvestigation(scene.responder, { id });
    expect(view.evidence.map(({ n, bytes }) => [n, bytes > 0])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(view.evidence[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await readEvidence(scene.responder, { id, n: 1 })).files).toEqual({ "graph.json": '{"edges": [["shop", "checkout"]]}' });
    await expect(db().evidence.updateMany({ data: { title: "Other" } })).rejects.toThrow(/append-only|refuse|not be changed|never/i);
    await expect(db().evidence.deleteMany()).rejects.toThrow();
  });

  test("of a request that is made again is kept once", async () => {
    const named = { ...scene.commander, requestKey: "run:1:call-1" };
    const { id } = await openInvestigation(scene.commander, asked(scene.reference));
    const first = await keepCaptures(named, id, [aCapture()]);
    expect(await keepCaptures(named, id, [aCapture("{}"), aCapture("{}")])).toEqual(first);
    expect(await db().evidence.count()).toBe(1);
  });

  test("that is too large is refused, and nothing of it is kept", async () => {
    const { id } = await openInvestigation(scene.commander, asked(scene.reference));
    await expect(keepCaptures(scene.commander, id, [aCapture(), aCapture("x".repeat(17 * 2 ** 20))])).rejects.toThrow(/16 MB at most/);
    expect(await db().evidence.count()).toBe(0);
  });
});

describe("who may read an investigation", () => {
  test("of a private incident: only who is named on it", async () => {
    const hidden = await aScene("private");
    const { id } = await openInvestigation(hidden.commander, asked(hidden.reference));
    await expect(readInvestigation(scene.responder, { id })).rejects.toThrow(/no investigation/);
    expect((await listInvestigations(scene.responder, { limit: 50 })).items).toEqual([]);
    expect((await listInvestigations(hidden.commander, { limit: 50 })).items).toMatchObject([{ id }]);
  });

  test("of a free question: who asked, and administrators", async () => {
    const { id } = await openInvestigation(scene.responder, asked(null));
    await expect(readInvestigation(scene.commander, { id })).rejects.toThrow(/no investigation/);
    expect(await readInvestigation(await testPerson({ role: "admin" }), { id })).toMatchObject({ investigation: { id } });
  });
});

describe("hypotheses", () => {
  const decide = (id: string, decision: string, reason = "") =>
    decideHypothesis(scene.responder, DecideHypothesis.parse({ reference: scene.reference, id, decision, reason }));

  test("one is accepted at a time; another has to wait until that is taken up again", async () => {
    const { id } = await proposeHypothesis(scene.responder, ProposeHypothesis.parse({ reference: scene.reference, statement: "DNS fails" }));
    await decide(scene.hypothesis, "accepted", "The pool was empty");
    await expect(decide(id, "accepted")).rejects.toThrow(/“The pool leaks” is accepted/);
    await decide(scene.hypothesis, "reopened");
    await decide(id, "accepted");
    expect((await roomOf(scene.reference)).hypotheses.map(({ statement, state }) => [statement, state])).toEqual([
      ["The pool leaks", "proposed"],
      ["DNS fails", "accepted"],
    ]);
  });

  test("the same one twice is refused, and so is a decision that stands", async () => {
    const again = ProposeHypothesis.parse({ reference: scene.reference, statement: "the POOL leaks" });
    await expect(proposeHypothesis(scene.responder, again)).rejects.toThrow(/stands already/);
    await decide(scene.hypothesis, "refuted");
    await expect(decide(scene.hypothesis, "refuted")).rejects.toThrow(/refuted already/);
  });
});

test("a report can be judged once it is there, and a later judgement replaces an earlier one", async () => {
  const { id } = await openInvestigation(scene.commander, asked(scene.reference));
  const judge = (verdict: string) => judgeInvestigation(scene.responder, JudgeInvestigation.parse({ id, verdict, note: "" }));
  await expect(judge("right")).rejects.toThrow(/no report yet/);
  await keepCaptures(scene.commander, id, [aCapture()]);
  await concludeInvestigation(scene.commander, { investigation: id });
  await judge("wrong");
  await judge("one-hop-short");
  expect((await readInvestigation(scene.commander, { id })).investigation.verdict).toMatchObject({ verdict: "one-hop-short", score: 65 });
});

test("what was cut off and is made again leaves no second trace: neither an investigation, nor captures, nor facts", async () => {
  const named = (call: number) => ({ ...scene.commander, requestKey: `run:1:call-${call}` });
  const once = async () => {
    const { id } = await openInvestigation(named(1), asked(scene.reference));
    await keepCaptures(named(2), id, [aCapture()]);
    await concludeInvestigation(named(3), { investigation: id });
    return { id, kinds: await kindsOf(scene.reference), captures: await db().evidence.count(), all: await db().investigation.count() };
  };
  expect(await once()).toEqual(await once());
});
