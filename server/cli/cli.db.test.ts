import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CreateConnection } from "#lib/contracts/connection.ts";
import { CreateKey } from "#lib/contracts/key.ts";
import { startAgentRuns } from "#server/agents/index.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { OPERATIONS } from "#server/api/operations/index.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { changeConnection, createConnection } from "#server/connections/index.ts";
import { startFarSide } from "#server/connectors/testing/far-side.ts";
import { createKey } from "#server/keys/index.ts";
import { addNote } from "#server/notes/index.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { changeOrganisation, readOrganisation } from "#server/settings/index.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident, kindsOf, roomOf } from "#server/testing/incident.ts";
import type { Io } from "./command.ts";
import { COMMANDS } from "./commands/index.ts";
import { run } from "./run.ts";

const LAUNCHER = fileURLToPath(new URL("muster.mjs", import.meta.url));

let api: Awaited<ReturnType<typeof startApi>>;
let admin: Somebody;
let key: string;

beforeAll(async () => {
  api = await startApi();
  await startListener();
});
afterAll(async () => {
  await stopListener();
  await api.close();
});
beforeEach(async () => {
  await resetDatabase();
  admin = await somebody("admin", { name: "Ada" });
  key = (await createKey(admin.ctx, CreateKey.parse({ name: "Terminal" }))).token;
});

async function allow({ ctx }: Somebody, host: string): Promise<void> {
  const { version, settings } = await readOrganisation(ctx);
  await changeOrganisation(ctx, { version, settings: { ...settings, allowedHosts: [host] } });
}

type Ran = { code: number; out: string; err: string };

/** Runs a command line in this process. */
async function muster(line: string[], env: Io["env"] = { MUSTER_URL: api.url, MUSTER_API_KEY: key }, isYes = false): Promise<Ran> {
  const ran = { out: "", err: "" };
  const io: Io = {
    out: (text) => {
      ran.out += `${text}\n`;
    },
    write: (text) => {
      ran.out += text;
    },
    err: (text) => {
      ran.err += `${text}\n`;
    },
    env,
    setEnv: () => undefined,
    isTerminal: true,
    confirm: async () => isYes,
    signal: new AbortController().signal,
  };
  return { code: await run(line, io), ...ran };
}

/** Runs it as a shell does. */
function inShell(script: string): Promise<Ran> {
  const child = spawn("bash", ["-c", `muster() { node ${LAUNCHER} "$@"; }; ${script}`], {
    env: { ...process.env, MUSTER_URL: api.url, MUSTER_API_KEY: key },
  });
  const ran: Ran = { code: -1, out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    ran.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    ran.err += text;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ ...ran, code: code ?? -1 })));
}

describe("the command line", () => {
  test("has a command for every operation of the console, with help", async () => {
    const { out } = await muster(["--help"]);
    for (const { name } of OPERATIONS) expect(out).toContain(name.replaceAll("_", "-"));
    for (const { name } of [...OPERATIONS, ...COMMANDS]) {
      const help = await muster([...name.replaceAll("_", "-").split(" "), "--help"]);
      expect(help, name).toMatchObject({ code: 0, err: "" });
      expect(help.out.length).toBeGreaterThan(40);
    }
  });

  test("declares, notes, assigns, lists and shows, in words", async () => {
    const declared = await muster(["declare", "Checkout", "fails", "--severity", "SEV2", "--impact.users-percent", "15"]);
    const reference = /INC-\d{4}-\d{4}-\d{3}/.exec(declared.out)?.[0] ?? "";
    expect(declared).toMatchObject({ code: 0, out: expect.stringContaining(`${api.url}/incidents/${reference}`) });
    expect((await muster(["note", reference, "The", "pool", "is", "full"])).code).toBe(0);
    expect((await muster(["assign", reference, "scribe", "me"])).code).toBe(0);
    expect((await muster(["add-task", reference, "Look at the pool", "--assignee", `@${admin.person.handle}`])).code).toBe(0);
    const shown = (await muster(["status", reference])).out;
    expect(shown).toContain("SEV2");
    expect(shown).toContain("Users: 15 %");
    expect(shown).toMatch(/scribe\s+Ada\s+active/);
    expect(shown).toContain("[ ] Look at the pool (Ada)");
    expect((await muster(["list"])).out).toMatch(new RegExp(`SEV2 +${reference} +Checkout fails`));
    expect((await muster(["timeline", reference])).out).toContain("The pool is full");
    expect((await roomOf(reference)).figures.usersPercent).toBe(15);
  });

  test("gives scripts the whole answer as JSON", async () => {
    const reference = await anIncident(admin.ctx);
    expect(JSON.parse((await muster(["list", "--json"])).out)).toMatchObject({ items: [{ reference }], nextCursor: null });
    expect(JSON.parse((await muster(["status", reference, "--json"])).out)).toMatchObject({ reference, severity: "SEV2" });
    const refused = await muster(["status", "INC-2020-0101-001", "--json"]);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.err)).toMatchObject({ code: "not_found", status: 404 });
  });

  test("says what was wrong, and fails", async () => {
    expect(await muster(["declare"])).toMatchObject({ code: 2, err: expect.stringContaining("--title") });
    expect(await muster(["declare", "x", "--colour", "blue"])).toMatchObject({ code: 2, err: expect.stringContaining("no option --colour") });
    expect(await muster(["declare", "x", "--severity"])).toMatchObject({ code: 2, err: expect.stringContaining("needs a value") });
    expect(await muster(["fly"])).toMatchObject({ code: 2, err: expect.stringContaining("no command “fly”") });
    expect(await muster(["declare", "x", "--severity", "SEV9"])).toMatchObject({ code: 1, err: expect.stringContaining("severity") });
    expect(await muster(["list"], { MUSTER_URL: api.url })).toMatchObject({ code: 1, err: expect.stringContaining("MUSTER_API_KEY") });
    expect(await muster(["list"], { MUSTER_URL: "http://127.0.0.1:9", MUSTER_API_KEY: key })).toMatchObject({
      code: 1,
      err: expect.stringContaining("No console answers"),
    });
  });

  test("checks the audit trail, and fails on a broken one", async () => {
    await anIncident(admin.ctx);
    expect(await muster(["audit", "verify"])).toMatchObject({ code: 0, out: expect.stringContaining("whole") });
    await db().$transaction([
      db().$executeRaw`SET LOCAL session_replication_role = replica`,
      db().$executeRaw`UPDATE audit_entry SET action = 'forged' WHERE action = 'incident.declared'`,
    ]);
    expect(await muster(["audit", "verify", "--json"])).toMatchObject({ code: 1, out: expect.stringContaining('"problems": [') });
  });

  test("the doctor names what is missing and what is wrong", async () => {
    const well = await muster(["doctor"], { MUSTER_URL: api.url, MUSTER_API_KEY: key, DATABASE_URL: process.env.DATABASE_URL });
    expect(well.out).toMatch(/✓ Database +of DATABASE_URL, answers/);
    expect(well.out).toMatch(/✓ API key +accepted/);
    const ill = await muster(["doctor", "--json"], { MUSTER_URL: api.url, DATABASE_URL: "postgresql://nobody:x@127.0.0.1:9/none", PORT: "many" });
    expect(ill.code).toBe(1);
    expect(JSON.parse(ill.out)).toMatchObject([
      { state: "ok" },
      { what: "Settings", state: "wrong", words: expect.stringContaining("PORT") },
      { what: "Database", state: "wrong" },
      { what: "Console" },
      { what: "API key", state: "missing" },
      ...["Prometheus", "Loki", "Grafana", "Datadog", "Kubernetes"].map((what) => ({ what, state: "missing" })),
    ]);
  });

  test("the doctor tests each connection, and says of each what is missing how it is made", async () => {
    const far = await startFarSide({ "/*": { status: 401 } });
    await allow(admin, far.host);
    const connection = { kind: "loki", name: "Lines", settings: { url: far.url }, secrets: { token: "s3cret-token" } };
    const { id } = await createConnection(admin.ctx, CreateConnection.parse(connection));
    const told = async (env: Io["env"]) =>
      (await muster(["doctor"], { DATABASE_URL: process.env.DATABASE_URL, ...env })).out.split("\n").filter((line) => /Loki/.test(line));
    const known = { MUSTER_URL: api.url, MUSTER_API_KEY: key };
    expect(await told(known)).toEqual([expect.stringMatching(/^✗ Loki +“Lines”: Loki answered 401: check the token of “Lines” in Settings/)]);
    await changeConnection(admin.ctx, { id, version: 1, isEnabled: false });
    expect(await told(known)).toEqual([expect.stringMatching(/^· Loki +“Lines”: disabled; enable it/)]);
    expect(await told({ MUSTER_URL: "http://127.0.0.1:9", LOKI_URL: far.url })).toEqual([
      expect.stringMatching(/^✗ Loki +of this shell's environment: Loki answered 401: check LOKI_TOKEN\./),
    ]);
    far.routes = { "/loki/api/v1/status/buildinfo": { body: { version: "2.8.0" } }, "/loki/api/v1/labels": { body: { data: [] } } };
    expect(await told({ MUSTER_URL: "http://127.0.0.1:9", LOKI_URL: far.url })).toEqual([expect.stringMatching(/^✓ Loki .*Loki 2\.8\.0 answers/)]);
    expect(await told({ MUSTER_URL: "http://127.0.0.1:9" })).toEqual([
      expect.stringMatching(/^· Loki +not connected \(Log lines\); add it in Settings → Connections, or set LOKI_URL and LOKI_TOKEN$/),
    ]);
    await far.close();
  });
});

describe("agents", () => {
  let stop: (() => Promise<void>) | undefined;
  beforeEach(() => {
    stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
  });
  afterEach(() => stop?.());
  const env = () => ({ MUSTER_URL: api.url, MUSTER_API_KEY: key });

  test("declare by a sentence, once it is accepted", async () => {
    const line = ["run", "agent", "library://incident/incident-commander", "--prompt", "Declare SEV2 incident: Payment API returning 500 errors"];
    const declined = await muster(line);
    expect(declined).toMatchObject({ code: 0, out: expect.stringContaining("Rejected. Nothing was changed.") });
    expect(await db().incident.count()).toBe(0);
    const accepted = await muster(line, env(), true);
    expect(accepted.out).toContain("Understood: Declare an incident (SEV2): Payment API returning 500 errors.");
    const reference = /INC-\d{4}-\d{4}-\d{3}/.exec(accepted.out.split("Done.")[1] ?? "")?.[0] ?? "";
    expect(await kindsOf(reference)).toEqual(expect.arrayContaining(["declared", "document"]));
    const status = await muster(["run", "incident-commander", "--prompt", `What's the current status of ${reference}?`]);
    expect(status.out).toContain("**Title**: Payment API returning 500 errors");
  });

  test("ask back in words, and give scripts the whole run", async () => {
    expect((await muster(["run", "incident-commander", "--prompt", "resolve it"])).out).toMatch(/Which incident do you mean.*muster answer-run/s);
    const { out } = await muster(["run", "incident-commander", "--prompt", "help", "--json"]);
    expect(JSON.parse(out)).toMatchObject({ run: { state: "done", agent: "incident-commander" }, proposals: [] });
    expect(await muster(["run", "nobody", "--prompt", "help"])).toMatchObject({ code: 1, err: expect.stringContaining("incident-commander") });
    expect(await muster(["run", "incident-commander"])).toMatchObject({ code: 2 });
  });
});

describe("in a shell", () => {
  test("commands can be joined, and their exit codes decide", async () => {
    const ran = await inShell(`
      ref=$(muster declare "Checkout fails" --severity SEV1 --json | node -pe 'JSON.parse(require("fs").readFileSync(0)).reference') &&
      muster note "$ref" "quotes \\" and \\$dollars stay" > /dev/null && muster status "$ref" --json | grep -q SEV1 && echo "$ref";
      muster status INC-2020-0101-001 2> /dev/null || echo refused`);
    const [reference = "", refused] = ran.out.trim().split("\n");
    expect(refused).toBe("refused");
    expect(await kindsOf(reference)).toContain("note");
  });

  test("completion is a script that bash takes", async () => {
    const ran = await inShell(`source <(muster completion bash) && COMP_WORDS=(muster dec) COMP_CWORD=1 && _muster && echo "\${COMPREPLY[@]}"`);
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining("declare declare-from-alert declare-incident") });
  });

  test("following prints what was and what comes, and ends on Ctrl-C", async () => {
    const reference = await anIncident(admin.ctx);
    const child = spawn("node", [LAUNCHER, "follow", reference], { env: { ...process.env, MUSTER_URL: api.url, MUSTER_API_KEY: key } });
    let out = "";
    const heard = (words: string) =>
      new Promise<void>((resolve) => {
        const listen = (text: Buffer) => {
          out += text.toString();
          if (!out.includes(words)) return;
          child.stdout.off("data", listen);
          resolve();
        };
        child.stdout.on("data", listen);
      });
    await heard("declared");
    const note = heard("The pool is full");
    await addNote(admin.ctx, { reference, text: "The pool is full", attachments: [] });
    await note;
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });
});
