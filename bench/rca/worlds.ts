import {
  GUILTY_KINDS,
  INNOCENT_KINDS,
  judgeWorlds,
  MEASURED,
  type Verdict,
  type WorldKind,
  type WorldOptions,
} from "#server/rca/testing/worlds/index.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { median, spread } from "../frame/statistics.ts";
import { changeWeights } from "./change-weights.ts";

const WORLDS_A_KIND = 200;
const WORLDS_A_STEP = 120;
const WORLDS_UNLISTED = 60;

/** Each step makes one thing of the evidence worse, the rest being as usual. */
const SWEEP: readonly [string, WorldOptions][] = [
  ...[0.02, 0.1, 0.2, 0.4].map((noise): [string, WorldOptions] => [`noise of ${noise * 100} %`, { noise }]),
  ...[6, 4, 2].map((lightness): [string, WorldOptions] => [`series that move by ${lightness} deviations`, { lightness }]),
  ...[1, 10, 60, 300].map((stepSeconds): [string, WorldOptions] => [`a point each ${stepSeconds} s`, { stepSeconds }]),
  ...[0.1, 0.3, 0.5].map((gaps): [string, WorldOptions] => [`${gaps * 100} % of the points missing`, { gaps }]),
  ...[-60, 30, 60, 120].map((logOffsetSeconds): [string, WorldOptions] => [`clock of the logs off by ${logOffsetSeconds} s`, { logOffsetSeconds }]),
  ...[-60, 30, 60, 120].map((changeOffsetSeconds): [string, WorldOptions] => [
    `clock of the changes off by ${changeOffsetSeconds} s`,
    { changeOffsetSeconds },
  ]),
  ...[60, 900, 3600].map((lateSeconds): [string, WorldOptions] => [`noticed ${lateSeconds} s late`, { lateSeconds }]),
  ...(["logs", "metrics", "spans", "graph", "alerts", "deploys", "diffs"] as const).map((source): [string, WorldOptions] => [
    `without ${source}`,
    { missing: [source] },
  ]),
];

/** Which change did it, among forty others: by kind of change, by what is wrong with the evidence, and for incidents that nothing was tuned with. */
export const worlds: Measure = {
  name: "worlds",
  target: "the guilty change first ≥ .90, nobody accused where none did it ≥ .95, for each kind",
  async run() {
    const seedsOf = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => from + at);
    const kinds: readonly WorldKind[] = [...GUILTY_KINDS, "reverted", "slow", ...INNOCENT_KINDS];
    const verdicts = kinds.map(
      (kind, at) => [kind, judgeWorlds(seedsOf(10_000 * (at + 1), WORLDS_A_KIND), { kind }, () => performance.now())] as const,
    );
    const unlisted = judgeWorlds(seedsOf(400_000, WORLDS_A_KIND), { kind: "unlisted" });
    const unknown = judgeWorlds(seedsOf(500_000, WORLDS_A_KIND * 2), {}, undefined, MEASURED);
    const unknownUnlisted = judgeWorlds(seedsOf(600_000, WORLDS_A_KIND), { kind: "unlisted" }, undefined, MEASURED);
    const weights = changeWeights();
    const all = verdicts.flatMap(([, { milliseconds }]) => milliseconds);
    return {
      rows: [
        ...verdicts.flatMap(([kind, verdict]) => rowsOf(kind, verdict, true)),
        {
          what: "service that failed first, all kinds",
          value: share(sum(verdicts, "serviceFirst"), sum(verdicts, "worlds")),
          unit: "" as const,
          runs: all.length,
          goal: { of: "value", atLeast: 0.95 },
        },
        ...rowsOf("the change is not listed", unlisted, true),
        ...rowsOf("scenarios that nothing was tuned with", unknown, false),
        ...rowsOf("the same, not listed", unknownUnlisted, false),
        ...weights.rows,
        ...SWEEP.flatMap(([what, options], at) => [
          ...rowsOf(what, judgeWorlds(seedsOf(1_000_000 + at * 1_000, WORLDS_A_STEP), options), false),
          ...rowsOf(`${what}, not listed`, judgeWorlds(seedsOf(1_500_000 + at * 1_000, WORLDS_UNLISTED), { ...options, kind: "unlisted" }), false),
        ]),
        { what: "time of a case", value: median(all), spread: spread(all), unit: "ms" as const, runs: all.length, goal: { of: "value", atMost: 50 } },
      ],
      remarks: [
        "Shares of worlds. A world has 1 guilty change among 40 others, or none; three of those lie near it, are of the same service and share its words.",
        weights.remark,
      ],
    };
  },
};

const share = (part: number, whole: number): number => (whole > 0 ? Math.round((part / whole) * 1000) / 1000 : 0);

const sum = (verdicts: readonly (readonly [string, Verdict])[], of: "serviceFirst" | "worlds"): number =>
  verdicts.reduce((total, [, verdict]) => total + verdict[of], 0);

function rowsOf(what: string, { first, guilty, guiltyOf, innocent, innocentOf }: Verdict, hasGoal: boolean): Row[] {
  const rows: Row[] = [];
  const goal = (atLeast: number): Pick<Row, "goal"> => (hasGoal ? { goal: { of: "value", atLeast } } : {});
  if (guiltyOf > 0)
    rows.push(
      { what: `${what}: guilty change first`, value: share(first, guiltyOf), unit: "", runs: guiltyOf, ...goal(0.9) },
      { what: `${what}: guilty change accused`, value: share(guilty, guiltyOf), unit: "", runs: guiltyOf, ...goal(0.9) },
    );
  if (innocentOf > 0) rows.push({ what: `${what}: nobody accused`, value: share(innocent, innocentOf), unit: "", runs: innocentOf, ...goal(0.95) });
  return rows;
}
