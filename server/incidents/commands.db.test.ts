import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { MergeIncident } from "#lib/contracts/incident-commands.ts";
import { anonymousCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { aScene, COMMANDS } from "#server/testing/commands.ts";
import { jobsIn, resetDatabase, testPerson } from "#server/testing/database.ts";
import { failingAtCommit, fingerprint, kindsOf, refusal, storedIncident } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { mergeIncident } from "./merge-incident.ts";

beforeEach(resetDatabase);

const CASES = Object.entries(COMMANDS).map(([name, command]) => ({ name, ...command }));

describe("every command on an incident", () => {
  test.each(CASES)("$name stores state, facts, audit and jobs together", async ({ by, run, facts, tells, jobs = [] }) => {
    const scene = await aScene();
    const { id, lastSeq } = await storedIncident(scene.reference);
    await db().$executeRaw`DELETE FROM pgboss.job`;
    await run(by(scene), scene);
    expect(await kindsOf(scene.reference, lastSeq)).toEqual(facts);
    expect((await verifyIncident(id)).problems).toEqual([]);
    expect(await db().auditEntry.count({ where: { chain: id, seq: { gt: lastSeq } } })).toBe(facts.length);
    const left = await jobsIn();
    const told = left.flatMap(({ name, data }) => (name === "announce" ? [[name, [...(data.userIds as string[])].toSorted()]] : []));
    const expected = (tells?.(scene) ?? []).map((people) => ["announce", people.map(({ person }) => person.id).toSorted()]);
    expect(told).toEqual(expected);
    expect(left.flatMap(({ name }) => (name === "announce" ? [] : [name]))).toEqual(jobs);
  });

  test.each(CASES)("$name leaves nothing when the power goes out at the last step", async ({ by, run }) => {
    const scene = await aScene();
    const before = await fingerprint();
    await expect(failingAtCommit(() => run(by(scene), scene))).rejects.toThrow("the power went out");
    expect(await fingerprint()).toEqual(before);
  });

  test.each(CASES)("$name is refused to visitors, and to viewers unless it is theirs", async ({ run, isForViewers }) => {
    const scene = await aScene();
    const viewer = await testPerson({ role: "viewer" });
    const before = await fingerprint();
    expect((await refusal(run(anonymousCtx(), scene))).code).toBe("not_signed_in");
    if (!isForViewers) expect((await refusal(run(viewer, scene))).code).toBe("forbidden");
    expect(await fingerprint()).toEqual(before);
    if (isForViewers) await run(viewer, scene);
  });

  test.each(CASES)("$name on a private incident does not exist for strangers, administrators among them", async ({ run }) => {
    const scene = await aScene("private");
    const before = await fingerprint();
    const stranger = await testPerson();
    const hidden = await refusal(run(stranger, scene));
    const missing = await refusal(run(stranger, { ...scene, reference: "INC-2020-0101-001" }));
    expect([hidden.code, missing.code]).toEqual(["not_found", "not_found"]);
    expect(hidden.message.replace(scene.reference, "")).toBe(missing.message.replace("INC-2020-0101-001", ""));
    expect((await refusal(run(await testPerson({ role: "admin" }), scene))).code).toBe("not_found");
    expect(await fingerprint()).toEqual(before);
  });

  test.each(CASES)("$name is refused on a merged incident", async ({ by, run }) => {
    const scene = await aScene();
    await mergeIncident(scene.commander, MergeIncident.parse({ reference: scene.reference, into: scene.other }));
    const before = await fingerprint();
    const refused = await refusal(run(by(scene), scene));
    expect(refused.code).toBe("conflict");
    expect(refused.message).toContain("was merged into");
    expect(await fingerprint()).toEqual(before);
  });

  test.each(CASES.filter(({ isForCommand }) => isForCommand))("$name is refused to who does not command", async ({ run }) => {
    const scene = await aScene();
    const before = await fingerprint();
    expect((await refusal(run(await testPerson(), scene))).code).toBe("forbidden");
    expect(await fingerprint()).toEqual(before);
  });

  test("is run above: no file of a command is left out", () => {
    const commandFiles = ["incidents", "notes", "roles", "tasks"].flatMap((domain) => readdirSync(join(import.meta.dirname, "..", domain)));
    const names = commandFiles.filter((file) =>
      /^(?:add|amend|accept|assign|change|decline|edit|mark|merge|offer|open|post|relate|remove|retract|set|take|watch|withdraw)-[a-z-]+\.ts$/.test(
        file,
      ),
    );
    const commands = names.map((file) => file.replace(/\.ts$/, "").replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()));
    const run = new Set(Object.keys(COMMANDS).map((name) => name.split(" ")[0]));
    expect(commands.filter((name) => name !== "changeIncident" && !name.endsWith("Rules") && !run.has(name))).toEqual([]);
    expect(commands.length).toBeGreaterThan(25);
  });
});
