import { startConsole } from "../frame/console.ts";
import { ask, query } from "../frame/http.ts";
import { LARGE, MIDDLE, type Size, SMALL, sownDatabase } from "../frame/large.ts";
import { alternate } from "../frame/load.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { signInAsBusiest } from "../frame/people.ts";
import { exponent, median, quantile, spread } from "../frame/statistics.ts";
import { type Questions, questionsFor } from "./board-questions.ts";

const REPEATS = 10;

export const board: Measure = {
  name: "board",
  target: "100,000 incidents: any page, filter or search p95 ≤ 25 ms and ≤ 1.3 × the time with 1,000; HTML ≤ 150 ms",
  async run() {
    const [small, middle, large] = [await openBoard(SMALL), await openBoard(MIDDLE), await openBoard(LARGE)];
    const boards = [small, middle, large];
    try {
      const rows: Row[] = [];
      const growths: { what: string; exponent: number }[] = [];
      const first: number[] = [];
      for (const what of large.questions.keys()) {
        first.push((await large.ask(what)).milliseconds);
        const measured = await alternate({ small: () => timed(small, what), middle: () => timed(middle, what), large: () => timed(large, what) });
        const p50 = { small: median(measured.small.flat()), middle: median(measured.middle.flat()), large: median(measured.large.flat()) };
        rows.push(...rowsOf(what, measured.large, p50.small));
        const points = boards.map(({ size }, index) => ({ size: size.incidents, value: [p50.small, p50.middle, p50.large][index] ?? Number.NaN }));
        growths.push({ what, exponent: exponent(points) });
      }
      const steepest = growths.toSorted((a, b) => b.exponent - a.exponent)[0];
      rows.push({ what: "first time each is asked of a fresh process, slowest", value: Math.max(...first), unit: "ms", runs: first.length });
      rows.push({ what: `steepest growth, time ∝ incidents^k: ${steepest?.what}`, value: steepest?.exponent ?? Number.NaN, unit: "", runs: 3 });
      return { rows, remarks: await remarksOn(small, large) };
    } finally {
      await Promise.all(boards.map(({ stop }) => stop()));
    }
  },
};

type Asked = { milliseconds: number; items: number | null };
type Board = { size: Size; questions: Questions; ask: (what: string) => Promise<Asked>; stop: () => Promise<void> };

async function openBoard(size: Size): Promise<Board> {
  const database = await sownDatabase(size);
  const { id, cookie } = await signInAsBusiest(database);
  const questions = await questionsFor(database, id);
  const { url, stop } = await startConsole(database, { isReadOnly: true });
  return {
    size,
    questions,
    stop,
    async ask(what) {
      const question = questions.get(what);
      if (typeof question === "object") {
        const { milliseconds, data } = await query<{ items: unknown[] }>(url, "board.list", cookie, question);
        return { milliseconds, items: data.items.length };
      }
      const { milliseconds, status } = await ask(url + question, { cookie });
      if (status !== 200) throw new Error(`${question} was answered with ${status}.`);
      return { milliseconds, items: null };
    },
  };
}

async function timed(board: Board, what: string): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < REPEATS; turn += 1) times.push((await board.ask(what)).milliseconds);
  return times;
}

function rowsOf(what: string, rounds: number[][], p50OfSmall: number): Row[] {
  const times = rounds.flat();
  const isPage = what.startsWith("HTML");
  const common = { unit: "ms" as const, runs: rounds.length };
  return [
    { what: `${what}, p95`, value: quantile(times, 0.95), ...common, goal: { of: "value", atMost: isPage ? 150 : 25 } },
    {
      what: `${what}, p50`,
      value: median(times),
      spread: spread(rounds.map(median)),
      ...common,
      beside: { what: "of 1,000", value: p50OfSmall },
      goal: { of: "ratio", atMost: 1.3 },
    },
  ];
}

/** A page that is fuller in the large organisation takes longer for that alone. */
async function remarksOn(small: Board, large: Board): Promise<string[]> {
  const remarks: string[] = [];
  for (const what of large.questions.keys()) {
    const [few, many] = [(await small.ask(what)).items, (await large.ask(what)).items];
    if (few !== many) remarks.push(`“${what}” has ${few} rows of 1,000 and ${many} of 100,000`);
  }
  return remarks;
}
