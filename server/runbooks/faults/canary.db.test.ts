import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { isOver } from "#lib/contracts/agent.ts";
import { CreateKey } from "#lib/contracts/key.ts";
import { SaveSecret } from "#lib/contracts/runbook-run.ts";
import { startAgentRuns, startRun } from "#server/agents/index.ts";
import { compatibleModel } from "#server/agents/model/choose.ts";
import { until as untilAgent } from "#server/agents/testing/desk.ts";
import { playModel } from "#server/agents/testing/scripted-model.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { createKey } from "#server/keys/index.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { saveRunbookSecret } from "../index.ts";
import { approve, aRun, aRunbook, statesOf, until, untilEnd } from "../testing/desk.ts";
import { type StandInWorker, startWorker } from "../testing/worker.ts";

const CANARY = "c4nary/of+the=runbooks&m0re";
const bytes = Buffer.from(CANARY);
/** The ways of writing that are masked, as plain pieces that would give the secret away; base64 also where something stands before it. */
const FORMS = [
  CANARY,
  JSON.stringify(CANARY).slice(1, -1),
  encodeURIComponent(CANARY),
  bytes.toString("hex"),
  bytes.toString("base64").slice(0, -4),
  bytes.toString("base64url").slice(0, -4),
  Buffer.from(`x${CANARY}`).toString("base64url").slice(2, -4),
];
const TEXT = `name: teller
steps:
  - title: Tell it in every way
    secrets: [CANARY]
    shell: |
      printf '%s\\n' "$CANARY" "before $CANARY after"
      printf %s "$CANARY" | base64 -w0; echo
      printf 'x%s' "$CANARY" | base64 -w0 | tr '+/' '-_'; echo
      printf %s "$CANARY" | od -An -v -tx1 | tr -d ' \\n'; echo
      printf '%s' "$CANARY" | cut -c1-9; printf '%s' "$CANARY" >&2
    undo: {none: it only tells}
  - title: Fail with it
    secrets: [CANARY]
    shell: echo "no way in with $CANARY" >&2; exit 3
    undo: {none: it only tells}
    onFailure: continue
`;

let api: Awaited<ReturnType<typeof startApi>>;
let ada: Somebody;
let grace: Somebody;
let worker: StandInWorker;

beforeAll(async () => {
  api = await startApi();
  await startListener();
});
afterAll(async () => {
  await worker?.kill();
  await stopListener();
  await api.close();
});
beforeEach(async () => {
  await resetDatabase();
  [ada, grace] = [await somebody("responder", { name: "Ada" }), await somebody("responder", { name: "Grace" })];
  worker = await startWorker();
});

/** Every row of every table, as text. */
async function wholeDatabase(): Promise<string> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`;
  const rows = await Promise.all(tables.map(({ name }) => db().$queryRawUnsafe<{ text: string }[]>(`SELECT t::text AS text FROM ${name} t`)));
  return rows
    .flat()
    .map(({ text }) => text)
    .join("\n");
}

/** What a browser hears of the run, until its log is told. */
async function wholeStream(id: string, lastSeq: number): Promise<string> {
  const { token } = await createKey(ada.ctx, CreateKey.parse({ name: "Terminal" }));
  const stop = new AbortController();
  const response = await fetch(`${api.url}/api/v1/runbook-runs/${id}/events`, { headers: { authorization: `Bearer ${token}` }, signal: stop.signal });
  let told = "";
  for await (const piece of response.body ?? []) {
    told += Buffer.from(piece).toString();
    if (told.includes(`id: ${lastSeq}\n`)) break;
  }
  stop.abort();
  return told;
}

/** Everything that a model is told when it looks at the run. */
async function wholePrompt(id: string, incident: string): Promise<string> {
  const model = await playModel((_, index) =>
    index === 0 ? { calls: [{ name: "get_runbook_run", arguments: { id } }] } : { text: "The second step failed." },
  );
  const chosen = { name: "compatible/scripted", model: compatibleModel(model.url, "scripted", "sk-secret-key"), price: null };
  const stop = startAgentRuns({ tools: AGENT_TOOLS, model: chosen });
  const started = await startRun(ada.ctx, { agent: "runbook-executor", prompt: "Why did the run fail?", incident });
  await untilAgent(ada.ctx, started.id, isOver);
  await stop();
  await model.close();
  return model.requests.map(({ body }) => body).join("\n");
}

test("a secret stands in no row, stream, prompt or log, however a command writes it", { timeout: 60_000 }, async () => {
  const admin = await somebody("admin");
  await saveRunbookSecret(admin.ctx, SaveSecret.parse({ name: "CANARY", value: CANARY }));
  const incident = await anIncident(ada.ctx);
  const id = await aRun(ada.ctx, await aRunbook(ada.ctx, TEXT), { incident });
  await approve(grace.ctx, id);
  await until(ada.ctx, id, ({ steps }) => steps.some(({ phase, n, state }) => phase === "step" && n === 2 && state === "approval"));
  await approve(grace.ctx, id);
  const view = await untilEnd(ada.ctx, id);
  expect(statesOf(view)).toEqual(["completed", "failed"]);
  expect(view.steps.find(({ n, phase }) => phase === "step" && n === 2)?.detail).toBe("sh ended with 3: no way in with ••••••");
  const places = {
    database: await wholeDatabase(),
    stream: await wholeStream(id, view.lastSeq),
    prompts: await wholePrompt(id, incident),
    logs: worker.written(),
    answer: JSON.stringify(view),
  };
  expect(places.database).toContain("runbook.secret");
  for (const place of ["stream", "prompts", "answer", "database"] as const) expect(places[place], place).toContain("••••••");
  for (const [place, text] of Object.entries(places)) for (const form of FORMS) expect(text, `${form} in ${place}`).not.toContain(form);
  if (process.env.MUSTER_PROOF_SIZE) {
    const sizes = Object.entries(places).map(([place, text]) => `${place} ${text.length.toLocaleString("en")} characters`);
    console.log(`A secret written in ${FORMS.length} ways: in none of ${sizes.join(", ")}.`);
  }
});
