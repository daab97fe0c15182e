import { describe, expect, it } from "vitest";
import { UnavailableError } from "#server/platform/errors.ts";
import { turns } from "./turns.ts";

describe("taking turns", () => {
  it("runs no more than so many at once, and all in the end", async () => {
    const inTurn = turns(3, 100);
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
      return "done";
    };
    const results = await Promise.all(Array.from({ length: 40 }, () => inTurn(work)));
    expect(most).toBe(3);
    expect(results).toEqual(Array(40).fill("done"));
  });

  it("goes on after work that failed", async () => {
    const inTurn = turns(1, 10);
    const failing = inTurn(() => Promise.reject(new Error("no")));
    const next = inTurn(async () => "yes");
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe("yes");
    expect(await inTurn(async () => "again")).toBe("again");
  });

  it("asks to come back when the line is full", async () => {
    const inTurn = turns(1, 1);
    let finish = () => {};
    const first = inTurn(() => new Promise<void>((resolve) => (finish = resolve)));
    const second = inTurn(async () => undefined);
    await expect(inTurn(async () => undefined)).rejects.toBeInstanceOf(UnavailableError);
    finish();
    await Promise.all([first, second]);
  });
});
