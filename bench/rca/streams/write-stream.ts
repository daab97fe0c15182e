import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { openRandom, type Random } from "#server/rca/testing/random.ts";

/** `realistic`: some hundred statements of thirty services with values in them. `hard`: lines of words at random, no two of one shape. */
export const STREAMS = ["realistic", "hard"] as const;
export type Stream = (typeof STREAMS)[number];

const FROM = Date.UTC(2026, 2, 3, 8);
const HOURS = 6;
const WORDS = 4_000;
const CHUNK = 1 << 20;

/** Writes log lines until the file has that many bytes; returns how many lines there are. */
export async function writeStream(path: string, kind: Stream, bytes: number): Promise<number> {
  const random = openRandom(7);
  const file = createWriteStream(path);
  const lineOf = kind === "hard" ? hardLines(random) : realisticLines(random);
  let [written, lines, chunk] = [0, 0, ""];
  while (written < bytes) {
    const at = FROM + (written / bytes) * HOURS * 3_600_000;
    chunk += `${JSON.stringify({ time: new Date(at).toISOString(), ...lineOf() })}\n`;
    lines += 1;
    if (chunk.length < CHUNK) continue;
    written += chunk.length;
    if (!file.write(chunk)) await once(file, "drain");
    chunk = "";
  }
  file.end(chunk);
  await once(file, "finish");
  return lines;
}

type Line = { service: string; level: string; message: string; trace?: string };

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

function wordsOf(count: number, random: Random): string[] {
  return Array.from({ length: count }, () => Array.from({ length: random.whole(3, 9) }, () => LETTERS[random.whole(0, 25)]).join(""));
}

const traceOf = (random: Random): string => random.whole(0, 0xffffffff).toString(16).padStart(16, "0");

function hardLines(random: Random): () => Line {
  const words = wordsOf(WORDS, random);
  const services = wordsOf(20, random);
  return () => ({
    service: random.pick(services),
    level: random.pick(["info", "warn", "error"]),
    message: Array.from({ length: random.whole(5, 18) }, () => random.pick(words)).join(" "),
    trace: traceOf(random),
  });
}

function realisticLines(random: Random): () => Line {
  const words = wordsOf(400, random);
  const statements = Array.from({ length: 600 }, () => {
    const parts = Array.from({ length: random.whole(4, 12) }, () => (random.next() < 0.3 ? null : random.pick(words)));
    return { service: `service-${random.whole(1, 30)}`, level: random.next() < 0.05 ? "error" : random.next() < 0.1 ? "warn" : "info", parts };
  });
  const anyValue = (): string =>
    random.pick([
      () => String(random.whole(0, 100_000)),
      () => `${random.whole(1, 2_000)}ms`,
      () => `10.${random.whole(0, 255)}.${random.whole(0, 255)}.${random.whole(1, 254)}:${random.whole(1_024, 65_535)}`,
      () => `user-${random.whole(1, 1_000_000)}`,
      () => `/api/v1/orders/${random.whole(1, 1_000_000)}/items`,
      () => `"${random.pick(words)} ${random.whole(1, 99)}"`,
    ])();
  return () => {
    const { service, level, parts } = random.pick(statements);
    return { service, level, message: parts.map((part) => part ?? anyValue()).join(" "), trace: traceOf(random) };
  };
}
