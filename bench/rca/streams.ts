import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Measure, Row } from "../frame/measure.ts";
import { type Taken, takenBy } from "./streams/taken.ts";
import { STREAMS, type Stream, writeStream } from "./streams/write-stream.ts";

const BYTES = 1e9;
const MOST_MB = 400;
const LINES_GOAL = 100_000;

/** A gigabyte of log lines read into a bundle and analysed, in a process of its own: its memory at most, and lines a second of one core's time. */
export const streams: Measure = {
  name: "streams",
  target: `1 GB of logs in ≤ ${MOST_MB} MB, ≥ ${LINES_GOAL.toLocaleString("en")} lines/s`,
  async run() {
    const rows: Row[] = [];
    for (const kind of STREAMS) rows.push(...rowsOf(kind, await read(kind)));
    return { rows, remarks: ["realistic: 600 statements of 30 services with values in them. hard: words at random, no line like another."] };
  },
};

async function read(kind: Stream): Promise<Taken> {
  const folder = await mkdtemp(join(tmpdir(), "muster-stream-"));
  try {
    await writeFile(join(folder, "incident.json"), JSON.stringify({ title: "Requests fail", detectedAt: "2026-03-03T13:00:00Z" }));
    await writeStream(join(folder, "logs.jsonl"), kind, BYTES);
    return await takenBy(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rowsOf(kind: Stream, { lines, templates, seconds, peakMb }: Taken): Row[] {
  const speedGoal = kind === "realistic" ? { goal: { of: "value" as const, atLeast: LINES_GOAL } } : {};
  return [
    { what: `${kind}: peak memory`, value: peakMb, unit: "MB", runs: 1, goal: { of: "value", atMost: MOST_MB } },
    { what: `${kind}: lines in a second of one core`, value: lines / seconds, unit: "/s", runs: 1, ...speedGoal },
    { what: `${kind}: templates kept`, value: templates, unit: "", runs: 1 },
  ];
}
