import { afterEach, beforeEach, expect, test, vi } from "vitest";

const { renderPages, touchPulse } = vi.hoisted(() => ({ renderPages: vi.fn(), touchPulse: vi.fn() }));
vi.mock("./render-pages.ts", () => ({ renderPages }));
vi.mock("./write-snapshot.ts", () => ({ touchPulse }));
vi.mock("./addresses.ts", () => ({ statusFolder: () => "" }));
vi.mock("./subscribers/start-telling.ts", () => ({ startTelling: () => ({ look: () => undefined, stop: async () => undefined }) }));
vi.mock("./export/start-exporting.ts", () => ({ startExporting: () => ({ look: () => undefined, stop: async () => undefined }) }));
vi.mock("#server/platform/log.ts", () => ({ log: { warn: () => undefined } }));
vi.mock("#server/realtime/listener.ts", () => ({ hear: () => () => undefined }));

import { OLD_AFTER_MS } from "#server/status-server/answer.ts";
import { startStatus } from "./start-status.ts";

beforeEach(() => {
  vi.useFakeTimers();
  renderPages.mockReset().mockResolvedValue(null);
  touchPulse.mockReset().mockResolvedValue(undefined);
});
afterEach(() => vi.useRealTimers());

test("the pages are seen as fresh only as long as somebody can look whether they are", async () => {
  const stop = startStatus();
  await vi.advanceTimersByTimeAsync(3 * OLD_AFTER_MS);
  const seen = touchPulse.mock.calls.length;
  expect(seen).toBe(renderPages.mock.calls.length);
  expect(seen).toBeGreaterThanOrEqual(3 * 3);
  renderPages.mockRejectedValue(new Error("The database is away"));
  await vi.advanceTimersByTimeAsync(30_000);
  touchPulse.mockClear();
  await vi.advanceTimersByTimeAsync(2 * OLD_AFTER_MS);
  expect(touchPulse).not.toHaveBeenCalled();
  renderPages.mockResolvedValue(null);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(touchPulse).toHaveBeenCalledOnce();
  await stop();
});
