import { CreateKey } from "#lib/contracts/key.ts";
import { playModel } from "#server/agents/testing/scripted-model.ts";
import { createKey } from "#server/keys/index.ts";
import { closeDatabase } from "#server/platform/db.ts";
import { databaseUrl } from "#server/platform/env.ts";
import { startConsole } from "../frame/console.ts";
import { ask } from "../frame/http.ts";
import type { Goal, Measure, Row } from "../frame/measure.ts";
import { signIn } from "../frame/people.ts";
import { quantile, spread } from "../frame/statistics.ts";

const WARM_UP = 10;
const RUNS = 60;
const GOAL: Goal = { of: "value", atMost: 300 };

/** From the request that asks an agent until its first words arrive on the run's stream: by another process, over the database. */
export const firstLine: Measure = {
  name: "first-line",
  target: "first streamed line of an agent < 300 ms, by its own way and with a model that begins at once",
  async run() {
    const model = await playModel(() => ({ text: ["It is ", "SEV2."] }));
    try {
      const builtIn = await measured("by its own way", {});
      const asked = await measured("with a model", { MUSTER_MODEL: "compatible/scripted", MUSTER_MODEL_URL: model.url });
      return { rows: [...builtIn, ...asked] };
    } finally {
      await model.close();
      await closeDatabase();
    }
  },
};

async function measured(how: string, settings: Record<string, string>): Promise<Row[]> {
  const { url, stop } = await startConsole(databaseUrl(), { settings });
  try {
    const [{ ctx } = refuse()] = await signIn(databaseUrl(), 1);
    const headers = { authorization: `Bearer ${(await createKey(ctx, CreateKey.parse({ name: "Measure" }))).token}` };
    const declared = await ask(`${url}/api/v1/incidents`, {
      cookie: "",
      method: "POST",
      headers,
      body: { title: "Checkout fails", severity: "SEV2" },
    });
    const { reference: incident } = JSON.parse(declared.body.toString()) as { reference: string };
    const times: Times[] = [];
    for (let turn = 0; turn < WARM_UP + RUNS; turn += 1) times.push(await askAgent(url, headers, incident));
    return rowsOf(how, times.slice(WARM_UP));
  } finally {
    await stop();
  }
}

type Times = { chunk: number; words: number; end: number };

/** Milliseconds until the first chunk, the first words, and the end of one run's stream. */
async function askAgent(url: string, headers: Record<string, string>, incident: string): Promise<Times> {
  const startedAt = performance.now();
  const body = { prompt: "What is the status?", incident };
  const { body: answer } = await ask(`${url}/api/v1/agents/incident-commander/runs`, { cookie: "", method: "POST", headers, body });
  const { runId } = JSON.parse(answer.toString()) as { runId: string };
  const stream = await fetch(`${url}/api/v1/runs/${runId}/events`, { headers });
  const times: Partial<Times> = {};
  let heard = "";
  for await (const piece of stream.body?.pipeThrough(new TextDecoderStream()) ?? refuse()) {
    heard += piece;
    const now = performance.now() - startedAt;
    if (heard.includes("data: ")) times.chunk ??= now;
    if (heard.includes('"text-delta"')) times.words ??= now;
  }
  const { chunk, words } = times;
  if (chunk === undefined || words === undefined) throw new Error(`The run ${runId} said nothing: ${heard.slice(0, 500)}`);
  return { chunk, words, end: performance.now() - startedAt };
}

function rowsOf(how: string, times: Times[]): Row[] {
  const row = (what: string, part: keyof Times, share: number, goal?: Goal): Row => {
    const sample = times.map((one) => one[part]);
    return { what: `${what} ${how}, p${share * 100}`, value: quantile(sample, share), unit: "ms", spread: spread(sample), runs: sample.length, goal };
  };
  return [
    row("first chunk", "chunk", 0.5),
    row("first words", "words", 0.5, GOAL),
    row("first words", "words", 0.99, GOAL),
    row("whole run", "end", 0.5),
  ];
}

function refuse(): never {
  throw new Error("Nobody is there to ask.");
}
