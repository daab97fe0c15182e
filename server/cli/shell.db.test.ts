import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { CreateKey } from "#lib/contracts/key.ts";
import { startAgentRuns } from "#server/agents/index.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { createKey } from "#server/keys/index.ts";
import { db } from "#server/platform/db.ts";
import { databaseUrl } from "#server/platform/env.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { exportSealed } from "#server/sealed/index.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident, kindsOf } from "#server/testing/incident.ts";
import { inBash, plainTree, type Ran } from "./testing/shell.ts";

/** As people use it after `npm ci`: `npx muster …` in the project's folder, before anything was generated or built. */

// Each command is a process, and a machine may be busy with others.
vi.setConfig({ testTimeout: 180_000 });

let api: Awaited<ReturnType<typeof startApi>>;
let tree: ReturnType<typeof plainTree>;
let admin: Somebody;
let key: string;

beforeAll(async () => {
  tree = plainTree();
  api = await startApi();
  await startListener();
});
afterAll(async () => {
  await stopListener();
  await api.close();
  tree.remove();
});
beforeEach(async () => {
  await resetDatabase();
  admin = await somebody("admin", { name: "Ada" });
  key = (await createKey(admin.ctx, CreateKey.parse({ name: "Terminal" }))).token;
});

/** Local commands find the test's database only where they are told of it. */
const sh = (script: string, env: Record<string, string | undefined> = {}): Promise<Ran> =>
  inBash(`muster() { node server/cli/muster.mjs "$@"; }; ${script}`, tree.folder, {
    MUSTER_URL: api.url,
    MUSTER_API_KEY: key,
    DATABASE_URL: undefined,
    MUSTER_DATA_DIR: undefined,
    ...env,
  });

describe("npx muster, in a tree where nothing was generated", () => {
  test("declares, notes, lists and shows, and its exit codes decide", async () => {
    const ran = await sh(`
      set -e
      ref=$(npx muster declare "Checkout fails" --severity SEV2 --json | node -pe 'JSON.parse(require("fs").readFileSync(0)).reference')
      muster note "$ref" "The pool is full" > /dev/null
      muster list | grep "$ref" > /dev/null
      muster status "$ref" | grep "Checkout fails" > /dev/null
      muster note INC-2020-0101-001 "Nothing" || echo "refused $?"
      npx muster fly || echo "not understood $?"
      echo "$ref"`);
    const [refused, notUnderstood, reference = ""] = ran.out.trim().split("\n");
    expect([ran.code, refused, notUnderstood], ran.err).toEqual([0, "refused 1", "not understood 2"]);
    expect(await kindsOf(reference)).toContain("note");
    expect(ran.err).toContain("INC-2020-0101-001");
  });

  test("completes its commands in bash", async () => {
    const ran = await sh(
      `source <(npx muster completion bash); COMP_WORDS=(muster decl) COMP_CWORD=1; _muster; echo "\${COMPREPLY[@]}"; complete -p muster`,
    );
    expect(ran).toMatchObject({ code: 0, out: expect.stringMatching(/declare.*\ncomplete -F _muster muster/s) });
  });

  test("checks what is there, and the audit trail", async () => {
    await anIncident(admin.ctx);
    expect(await sh("muster audit verify")).toMatchObject({ code: 0, out: expect.stringContaining("whole") });
    const well = await sh("muster doctor", { DATABASE_URL: databaseUrl() });
    expect(well.out).toMatch(/✓ Database +of DATABASE_URL, answers/);
    const ill = await sh("muster doctor --json", { MUSTER_URL: "http://127.0.0.1:9" });
    expect([ill.code, (JSON.parse(ill.out) as { what: string; state: string }[]).find(({ what }) => what === "Console")?.state]).toEqual([
      1,
      "wrong",
    ]);
  });

  test("checks a sealed record by itself", async () => {
    const reference = await anIncident(admin.ctx);
    const { content } = await exportSealed(admin.ctx, { reference });
    const [whole, changed] = ["whole.json", "changed.json"].map((name) => join(tree.folder, name)) as [string, string];
    writeFileSync(whole, content);
    writeFileSync(changed, content.replace("Checkout", "Chickout"));
    const away = { MUSTER_URL: "http://127.0.0.1:9" };
    const sound = await sh(`rm -rf .generated; muster verify ${whole}; muster verify ${changed} || echo "refused $?"`, away);
    expect(sound.out, sound.err).toMatch(/is as it was sealed.*The seal is broken.*refused 1/s);
    expect(existsSync(join(tree.folder, ".generated"))).toBe(false);
  });

  test("writes a backup, and brings everything back from it into an empty database", async () => {
    const reference = await anIncident(admin.ctx);
    const target = `drill_${process.pid}`;
    await onServer(`CREATE DATABASE ${target}`);
    const url = Object.assign(new URL(databaseUrl()), { pathname: `/${target}` }).href;
    try {
      const file = join(tree.folder, "drill.tar.gz");
      const written = await sh(`muster backup ${file} --json`, { DATABASE_URL: databaseUrl() });
      expect(written.code, written.err).toBe(0);
      const restored = await sh(`muster restore ${file}`, { DATABASE_URL: url });
      expect(restored, restored.err).toMatchObject({ code: 0, out: expect.stringContaining(`${JSON.parse(written.out).rows} rows`) });
      expect(await sh(`muster restore ${file}`, { DATABASE_URL: url })).toMatchObject({ code: 1, err: expect.stringContaining("--replace") });
      expect(await titlesIn(url)).toEqual([{ reference, title: "Checkout fails" }]);
    } finally {
      await onServer(`DROP DATABASE ${target} WITH (FORCE)`);
    }
  });

  test("says what to do where there is nothing to back up yet", async () => {
    const target = `empty_${process.pid}`;
    await onServer(`CREATE DATABASE ${target}`);
    const url = Object.assign(new URL(databaseUrl()), { pathname: `/${target}` }).href;
    try {
      const ran = await sh("muster backup nothing.tar.gz", { DATABASE_URL: url });
      expect(ran).toMatchObject({ code: 1, out: "", err: expect.stringContaining("Start it once with npm start") });
    } finally {
      await onServer(`DROP DATABASE ${target} WITH (FORCE)`);
    }
  });
});

describe("agents from a shell", () => {
  let stop: (() => Promise<void>) | undefined;
  beforeEach(() => {
    stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
  });
  afterEach(() => stop?.());

  test("are asked by their library address, followed, and leave proposals to be decided by the next command", async () => {
    const prompt = '--prompt "Declare SEV2 incident: Payment API returning 500 errors"';
    const asked = await sh(`muster run agent library://incident/incident-commander --follow ${prompt}`);
    expect(asked, asked.err).toMatchObject({ code: 0, out: expect.stringContaining("Payment API returning 500 errors") });
    expect(await db().incident.count()).toBe(0);
    const [, id = ""] = /Accept it: muster decide-proposal (\S+) true/.exec(asked.out) ?? [];
    expect((await sh(`muster decide-proposal ${id} true`)).code).toBe(0);
    expect(await db().incident.findMany({ select: { title: true, severity: true } })).toEqual([
      { title: "Payment API returning 500 errors", severity: "SEV2" },
    ]);
    expect((await sh("muster run agent library://incident/nobody --prompt hello")).code).toBe(1);
  });
});

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function titlesIn(url: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query("SELECT reference, title FROM incident")
    .then(({ rows }) => rows)
    .finally(() => client.end());
}
