import { type Console, startConsole } from "../frame/console.ts";
import { ask, query } from "../frame/http.ts";
import { LARGE, MIDDLE, type Size, SMALL, sownDatabase } from "../frame/large.ts";
import { alternate } from "../frame/load.ts";
import { longestIncident } from "../frame/longest.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { signInAsBusiest } from "../frame/people.ts";
import { exponent, median, quantile, spread } from "../frame/statistics.ts";

const REPEATS = 10;

type Reading = { milliseconds: number; bytes: number };
type Asker = (console: Console, cookie: string, reference: string, size: Size) => Promise<Reading>;

const by = (name: string, input: (size: Size) => object): Asker => {
  return async ({ url }, cookie, reference, size) => weighed(await query(url, name, cookie, { reference, ...input(size) }));
};

const QUESTIONS: Record<string, { asker: Asker; limit: number }> = {
  "the room as first painted": { asker: by("room.read", () => ({})), limit: 40 },
  "an older page of entries": { asker: by("room.entries", () => ({ limit: 100 })), limit: 40 },
  "only updates": { asker: by("room.entries", () => ({ kinds: ["update"] })), limit: 40 },
  "entries with a word": { asker: by("room.entries", () => ({ q: "latency" })), limit: 40 },
  "entries with a word that nobody wrote": { asker: by("room.entries", () => ({ q: "zzyzx" })), limit: 40 },
  "the room as it was halfway": { asker: by("room.replay", ({ entries }) => ({ at: Math.floor(entries / 2) })), limit: 50 },
  "HTML of the room": { asker: async ({ url }, cookie, reference) => weighed(await ask(`${url}/incidents/${reference}`, { cookie })), limit: 150 },
};

export const longRoom: Measure = {
  name: "long-room",
  target: "a room with 10,000 entries: ≤ 1.2 × time and bytes of one with 100; server ≤ 40 ms",
  async run() {
    const rooms = { small: await openRoom(SMALL), middle: await openRoom(MIDDLE), large: await openRoom(LARGE) };
    try {
      const rows: Row[] = [];
      for (const [what, { asker, limit }] of Object.entries(QUESTIONS)) {
        const measured = await alternate({
          small: () => rooms.small.timed(asker),
          middle: () => rooms.middle.timed(asker),
          large: () => rooms.large.timed(asker),
        });
        rows.push(...rowsOf(what, limit, measured));
      }
      return { rows };
    } finally {
      await Promise.all(Object.values(rooms).map(({ stop }) => stop()));
    }
  },
};

async function openRoom(size: Size) {
  const database = await sownDatabase(size);
  const { cookie } = await signInAsBusiest(database);
  const reference = await longestIncident(database);
  const console = await startConsole(database, { isReadOnly: true });
  const timed = async (asker: Asker): Promise<Reading[]> => {
    const readings: Reading[] = [];
    for (let turn = 0; turn < REPEATS; turn += 1) readings.push(await asker(console, cookie, reference, size));
    return readings;
  };
  return { timed, stop: console.stop };
}

function weighed({ status, milliseconds, body }: { status: number; milliseconds: number; body: Buffer }): Reading {
  if (status !== 200) throw new Error(`A room was answered with ${status}.`);
  return { milliseconds, bytes: body.length };
}

function rowsOf(what: string, limit: number, { small, middle, large }: Record<"small" | "middle" | "large", Reading[][]>): Row[] {
  const times = (rounds: Reading[][]) => rounds.flat().map(({ milliseconds }) => milliseconds);
  const bytes = (rounds: Reading[][]) => median(rounds.flat().map((reading) => reading.bytes / 1_000));
  const runs = large.length;
  const points = [small, middle, large].map((rounds, index) => ({ size: [SMALL, MIDDLE, LARGE][index]?.entries ?? 0, value: median(times(rounds)) }));
  const medians = large.map((round) => median(round.map(({ milliseconds }) => milliseconds)));
  const unhurried = { of: "ratio", atMost: 1.2 } as const;
  return [
    { what: `${what}, p95`, value: quantile(times(large), 0.95), unit: "ms", runs, goal: { of: "value", atMost: limit } },
    {
      what: `${what}, p50`,
      value: median(times(large)),
      spread: spread(medians),
      unit: "ms",
      runs,
      beside: { what: "of 100 entries", value: median(times(small)) },
      ...(isBounded(what) ? { goal: unhurried } : {}),
    },
    {
      what: `${what}, size`,
      value: bytes(large),
      unit: "kB",
      runs,
      beside: { what: "of 100 entries", value: bytes(small) },
      ...(isBounded(what) ? { goal: unhurried } : {}),
    },
    { what: `${what}, k of time ∝ entries^k`, value: exponent(points), unit: "", runs: 3 },
  ];
}

/** What is read to be seen may not depend on what else there is; a replay has to read all before it. */
function isBounded(what: string): boolean {
  return what === "the room as first painted" || what === "an older page of entries" || what.startsWith("HTML");
}
