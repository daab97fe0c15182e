import { expect, test } from "vitest";
import { openLogDigest } from "#server/rca/index.ts";
import { logVolumeOf } from "./log-volume.ts";

const FROM = Date.parse("2026-11-23T14:00:00Z");
const window = { from: FROM, to: FROM + 2 * 3_600_000 };

function digestOf(lines: { minute: number; level: string | null; message: string }[]) {
  const digest = openLogDigest();
  for (const { minute, level, message } of lines) digest.add({ at: FROM + minute * 60_000, service: "shop", level, message, trace: null });
  return digest.close();
}

test("log lines are counted over the time that was looked at, by level and by what stands out, none lost and none twice", () => {
  const lines = [
    ...Array.from({ length: 60 }, (_, minute) => ({ minute, level: "info", message: "served" })),
    ...Array.from({ length: 30 }, (_, at) => ({ minute: 90 + at / 2, level: "ERROR", message: "pool exhausted" })),
    { minute: 5, level: "warn", message: "slow" },
    { minute: -60, level: "error", message: "pool exhausted" },
  ];
  const found = logVolumeOf(digestOf(lines), { templates: [{ template: "pool exhausted", service: "shop", before: 0, after: 2, score: 1 }] }, window);
  expect(found).toMatchObject({ from: "2026-11-23T14:00:00.000Z", stepMs: 60_000 });
  const sums = found?.lanes.map(({ label, level, counts }) => [label, level, counts.length, counts.reduce((sum, count) => sum + count, 0)]);
  expect(sums).toEqual([
    ["Error lines", "error", 120, 30],
    ["Warning lines", "warning", 120, 1],
    ["Other lines", "other", 120, 60],
    ["shop: pool exhausted", null, 120, 30],
  ]);
  expect(found?.lanes[0]?.counts.findIndex((count) => count > 0)).toBe(90);
});

test("without lines that have a time there is nothing to count", () => {
  expect(logVolumeOf(digestOf([]), { templates: [] }, window)).toBeNull();
});
