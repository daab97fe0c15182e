import type { Scenario } from "../world/types.ts";

const HOUR = 3_600_000;

/** Every afternoon from four to seven more people shop; this day is like the others. */
function peakAt(at: number): number {
  const hour = (at / HOUR) % 24;
  return 1 + 0.5 * Math.exp(-((hour - 16.5) ** 2) / 1.6);
}

export const DAILY_PEAK: Scenario = {
  name: "daily-peak",
  title: "Busier than an hour ago",
  noticed: "Traffic has gone up for an hour, and somebody asks whether that is a problem.",
  alert: null,
  begunMinutesAgo: 30,
  historyHours: 27,
  truth: { services: [], signatures: [], changes: [], isTrouble: false, sufficient: true },
  remedy: null,
  effects: ({ at }) => ({ storefront: { trafficFactor: peakAt(at) } }),
  lines: [],
  changes: () => [],
};
