import { expect, test } from "vitest";
import { readToEnd } from "./run-stream.ts";

test("what was written between the last look and the end is told before the end is", async () => {
  const log = [1, 2];
  const told: (number | "end")[] = [];
  const read = readToEnd({
    read: async (after) => log.filter((seq) => seq > after),
    isEnded: async () => {
      // The run ends, and its last words are written with that, while its reader asks.
      if (log.length === 2) log.push(3, 4);
      return true;
    },
    onEnd: () => told.push("end"),
  });
  let after = 0;
  for (let look = 0; look < 3; look += 1) {
    for (const seq of await read(after)) {
      told.push(seq);
      after = seq;
    }
  }
  expect(told).toEqual([1, 2, 3, 4, "end"]);
});

test("a log that goes on is read on", async () => {
  let ends = 0;
  const read = readToEnd({ read: async () => [], isEnded: async () => false, onEnd: () => (ends += 1) });
  expect(await read(7)).toEqual([]);
  expect(ends).toBe(0);
});
