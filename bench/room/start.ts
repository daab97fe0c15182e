import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildWhenStale } from "../frame/console.ts";
import { passingFolder } from "../frame/folders.ts";
import { startInstallation } from "../frame/installation.ts";
import { alternate } from "../frame/load.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { median, spread } from "../frame/statistics.ts";

export const start: Measure = {
  name: "start",
  target: "npm start in a built tree answers within 8 s, the first time (new database) and later",
  async run() {
    buildWhenStale();
    const data = join(passingFolder(), "data");
    const measured = await alternate({
      first: () => {
        rmSync(data, { recursive: true, force: true });
        return timed(data);
      },
      again: () => timed(data),
    });
    return { rows: [row("first npm start: makes and migrates the database", measured.first), row("npm start on its data", measured.again)] };
  },
};

async function timed(data: string): Promise<number> {
  const installation = await startInstallation(data);
  await installation.stop();
  return installation.readyAfterMs / 1_000;
}

function row(what: string, seconds: number[]): Row {
  return { what, value: median(seconds), unit: "s", spread: spread(seconds), runs: seconds.length, goal: { of: "value", atMost: 8 } };
}
