import { join } from "node:path";
import { buildWhenStale } from "../frame/console.ts";
import { passingFolder } from "../frame/folders.ts";
import { ask, command } from "../frame/http.ts";
import { type Installation, startInstallation } from "../frame/installation.ts";
import { load } from "../frame/load.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { median, spread } from "../frame/statistics.ts";

const SAMPLES = 5;
const LOAD_MS = 30_000;
const MB = 1e6;

export const memory: Measure = {
  name: "memory",
  target: "all processes of npm start together ≤ 700 MB when idle",
  async run() {
    buildWhenStale();
    const installation = await startInstallation(join(passingFolder(), "data"));
    try {
      const cookie = await installation.signIn();
      await pause(20_000);
      const idle = await samples(installation, 2_000);
      const busy = await underLoad(installation, cookie);
      await pause(20_000);
      const after = await samples(installation, 2_000);
      const { processes } = installation.memory();
      return {
        rows: [...rowsOf("idle", idle, 700), ...rowsOf("under load: 10 who write notes, 4 who open pages", busy), ...rowsOf("20 s after it", after)],
        remarks: [`${processes} processes: npm, supervisor, web, worker, and the database's`],
      };
    } finally {
      await installation.stop();
    }
  },
};

type Sample = { proportional: number; resident: number };

async function samples(installation: Installation, apartMs: number): Promise<Sample[]> {
  const taken: Sample[] = [];
  for (let index = 0; index < SAMPLES; index += 1) {
    taken.push(installation.memory());
    await pause(apartMs);
  }
  return taken;
}

async function underLoad(installation: Installation, cookie: string): Promise<Sample[]> {
  const { url } = installation;
  const { reference } = await command<{ reference: string }>(url, "incidents.declare", cookie, { title: "Memory under load", severity: "SEV3" });
  const note = (turn: number) => command(url, "notes.add", cookie, { reference, text: `Note ${turn}` });
  const pages = ["/incidents", `/incidents/${reference}`];
  const page = (turn: number) => ask(url + pages[turn % pages.length], { cookie });
  const [taken] = await Promise.all([samples(installation, LOAD_MS / SAMPLES), load(note, 10, LOAD_MS), load(page, 4, LOAD_MS)]);
  return taken;
}

function rowsOf(what: string, samples: Sample[], limit?: number): Row[] {
  const [proportional, resident] = [samples.map((sample) => sample.proportional / MB), samples.map((sample) => sample.resident / MB)];
  const row = (how: string, values: number[]): Row => {
    return { what: `${what}, ${how}`, value: median(values), unit: "MB", spread: spread(values), runs: values.length };
  };
  const shared = row("shared pages counted once", proportional);
  return [limit === undefined ? shared : { ...shared, goal: { of: "value", atMost: limit } }, row("sum of resident sizes", resident)];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
