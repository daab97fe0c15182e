import type { Mark } from "./score.ts";

/** What a set is measured by: the mark, the goal, and what others reach on it (published, or measured elsewhere with their own code). */
export type Goal = { mark: Mark; atLeast?: number; atMost?: number; rival?: { what: string; value: number } };
export type DataSet = { name: string; goals: readonly Goal[]; perGroup?: readonly { mark: Mark; atLeast: number }[] };

export const SETS: readonly DataSet[] = [
  {
    name: "petshop",
    goals: [
      { mark: "top1", atLeast: 0.8, rival: { what: "ranked correlation", value: 0.667 } },
      { mark: "top3", atLeast: 0.95, rival: { what: "anomaly traversal", value: 0.833 } },
    ],
    perGroup: [{ mark: "top1", atLeast: 0.6 }],
  },
  { name: "petshop-nocause", goals: [{ mark: "abstained", atLeast: 0.95, rival: { what: "anomaly traversal", value: 0.33 } }] },
  {
    name: "cloud-opsbench",
    goals: [
      { mark: "top1", atLeast: 0.97, rival: { what: "rules of 110 lines", value: 0.96 } },
      { mark: "mechanism", atLeast: 0.95, rival: { what: "DeepSeek-V3.2", value: 0.73 } },
    ],
    perGroup: [
      { mark: "top1", atLeast: 0.85 },
      { mark: "mechanism", atLeast: 0.85 },
    ],
  },
  {
    name: "nezha-trainticket",
    goals: [
      { mark: "top1", atLeast: 0.93, rival: { what: "Nezha", value: 0.867 } },
      { mark: "top3", atLeast: 0.99, rival: { what: "Nezha", value: 0.978 } },
      { mark: "mechanism" },
    ],
  },
  {
    name: "rootcausebench",
    goals: [{ mark: "top1" }, { mark: "change1", atLeast: 0.9, rival: { what: "Sonnet 4.6", value: 0.96 } }, { mark: "decoy", atMost: 1 / 12 }],
  },
  {
    name: "holmes",
    goals: [{ mark: "allOwnFacts", atLeast: 0.86, rival: { what: "Claude Sonnet 4, live", value: 0.86 } }, { mark: "ownFacts" }],
  },
];
