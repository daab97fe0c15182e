import { expect, test, vi } from "vitest";

vi.mock("#server/platform/log.ts", () => ({ log: { warn: () => undefined } }));

import { startExporting } from "./start-exporting.ts";

test("what changes during an export is exported once more after it, also when that one failed", async () => {
  const ends: (() => void)[] = [];
  const exporting = startExporting(
    () =>
      new Promise((resolve, reject) => {
        ends.push(ends.length === 0 ? () => reject(new Error("The bucket is away")) : resolve);
      }),
  );
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
  exporting.look();
  await turn();
  expect(ends).toHaveLength(1);
  exporting.look();
  exporting.look();
  await turn();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await turn();
  expect(ends).toHaveLength(2);
  exporting.look();
  const stopped = exporting.stop();
  await turn();
  ends[2]?.();
  await stopped;
  expect(ends).toHaveLength(3);
});
