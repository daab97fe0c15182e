import type { Scenario } from "../world/types.ts";

export const CALM: Scenario = {
  name: "calm",
  title: "An ordinary afternoon",
  noticed: "Somebody in another team asks whether the shop has a problem.",
  alert: null,
  begunMinutesAgo: 15,
  truth: { services: [], signatures: [], changes: [], isTrouble: false, sufficient: true },
  remedy: null,
  effects: () => ({}),
  lines: [],
  changes: () => [],
};
