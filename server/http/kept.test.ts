import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { kept } from "./kept.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("however many want to know, one asks at a time; what is known is said while it asks, unless that is too old", async () => {
  let asked = 0;
  const ask = () =>
    new Promise<number>((resolve) => {
      asked += 1;
      const answer = asked;
      setTimeout(() => resolve(answer), 500);
    });
  const read = kept(ask, { freshMs: 10_000, oldestMs: 60_000 });
  const first = Promise.all([read(), read(), read()]);
  await vi.advanceTimersByTimeAsync(500);
  expect(await first).toEqual([1, 1, 1]);
  await vi.advanceTimersByTimeAsync(9_000);
  expect([await read(), asked]).toEqual([1, 1]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([await read(), await read(), asked]).toEqual([1, 1, 2]);
  await vi.advanceTimersByTimeAsync(500);
  expect([await read(), asked]).toEqual([2, 2]);
  await vi.advanceTimersByTimeAsync(61_000);
  const late = read();
  await vi.advanceTimersByTimeAsync(500);
  expect([await late, asked]).toEqual([3, 3]);
});
