import { describe, expect, test } from "vitest";
import { GUILTY_KINDS, INNOCENT_KINDS, judgeWorlds, type WorldKind, type WorldOptions } from "../testing/worlds/index.ts";

const seeds = Array.from({ length: 12 }, (_, at) => 70_001 + at);

/** Small sets of what `npm run bench -- rca worlds` measures at length; the bounds leave room for one or two more misses than there are. */
describe("over generated worlds", () => {
  test.each<WorldKind>([...GUILTY_KINDS, "reverted", "slow"])("a guilty %s is accused before forty others", (kind) => {
    const { guilty, guiltyOf } = judgeWorlds(seeds, { kind });
    expect([guiltyOf, guilty]).toEqual([12, expect.toSatisfy((right: number) => right >= 10)]);
  });

  test.each(INNOCENT_KINDS)("nobody is accused of %s", (kind) => {
    const { innocent, innocentOf } = judgeWorlds(seeds, { kind });
    expect([innocent, innocentOf]).toEqual([12, 12]);
  });

  test("seldom is anybody accused when the guilty change is not listed", () => {
    const { innocent, innocentOf } = judgeWorlds(seeds, { kind: "unlisted" });
    expect(innocent / innocentOf).toBeGreaterThanOrEqual(0.8);
  });

  test.each<[string, WorldOptions]>([
    ["noisy series", { noise: 0.3 }],
    ["series with gaps", { gaps: 0.3 }],
    ["a point in five minutes", { stepSeconds: 300 }],
    ["clocks that differ by a minute", { logOffsetSeconds: 60, changeOffsetSeconds: 30 }],
    ["trouble noticed an hour late", { lateSeconds: 3600 }],
    ["no metrics", { missing: ["metrics"] }],
    ["no logs", { missing: ["logs"] }],
    ["no deploys", { missing: ["deploys"] }],
  ])("with %s it is right most of the time", (_, options) => {
    const { guilty, guiltyOf, innocent, innocentOf } = judgeWorlds(
      Array.from({ length: 30 }, (_, at) => 90_001 + at),
      options,
    );
    expect(guilty / guiltyOf).toBeGreaterThanOrEqual(0.75);
    expect(innocent / innocentOf).toBeGreaterThanOrEqual(0.8);
  });

  test("the service that failed first is named first", () => {
    const kinds: readonly WorldKind[] = [...GUILTY_KINDS, ...INNOCENT_KINDS];
    const verdicts = kinds.map((kind) => judgeWorlds(seeds.slice(0, 4), { kind }));
    const right = verdicts.reduce((sum, { serviceFirst }) => sum + serviceFirst, 0);
    expect(right / (kinds.length * 4)).toBeGreaterThanOrEqual(0.9);
  });
});
