import type { Range } from "#lib/contracts/insights.ts";

export const rangeForTests: Range = {
  from: "2026-08-29T00:00:00.000Z",
  to: "2026-11-27T00:00:00.000Z",
  firstDay: "2026-08-29",
  lastDay: "2026-11-26",
  zone: "UTC",
  step: "week",
  before: { from: "2026-05-31T00:00:00.000Z" },
};
