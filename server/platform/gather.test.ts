import { describe, expect, test } from "vitest";
import { gather, type Outcome } from "./gather.ts";

function slow<I, O>(answer: (item: I) => Outcome<O>) {
  const batches: I[][] = [];
  const run = async (items: I[]): Promise<Outcome<O>[]> => {
    batches.push(items);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return items.map(answer);
  };
  return { run, batches };
}

describe("gathering", () => {
  test("what comes while a batch runs makes the next one, and each caller gets the answer to its own", async () => {
    const { run, batches } = slow((item: number) => ({ value: item * 10 }));
    const one = gather(run, { most: 4, lanes: 1 });
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(one))).toEqual([10, 20, 30, 40, 50, 60]);
    expect(batches).toEqual([[1], [2, 3, 4, 5], [6]]);
    expect(await one(7)).toBe(70);
  });

  test("lanes run beside each other", async () => {
    const { run, batches } = slow((item: number) => ({ value: item }));
    await Promise.all([1, 2, 3, 4].map(gather(run, { most: 4, lanes: 2 })));
    expect(batches).toEqual([[1], [2], [3, 4]]);
  });

  test("an error of one is its own", async () => {
    const { run } = slow((item: number) => (item === 2 ? { error: new Error("not two") } : { value: item }));
    const settled = await Promise.allSettled([1, 2, 3].map(gather(run, { most: 4, lanes: 1 })));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  test("when a batch fails as a whole, each is tried alone", async () => {
    const one = gather(
      async (items: number[]) => {
        await Promise.resolve();
        if (items.includes(3)) throw new Error("three breaks everything");
        return items.map((value) => ({ value }));
      },
      { most: 10, lanes: 1 },
    );
    const settled = await Promise.allSettled([1, 2, 3, 4].map(one));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(await one(5)).toBe(5);
  });
});
