import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Feature flags. */
export const FLAGS: readonly Scenario[] = [
  {
    name: "a flag opens a path that fails",
    kind: "flag",
    scene: (c) => ({
      guilty: other("flag", `flag ${c.noun}_pricing_engine_v2 off->on`, "own"),
      near: [
        other("flag", `flag ${c.asideStem}_dark_mode off->on`, "aside"),
        commit(`${c.stem}: tests for the pricing engine`, null, patch(c.ts("pricing/engine.test.ts"), '+test("prices a discount", () => {});')),
      ],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.002, to: 0.5 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.2 },
      ],
      errors: [{ place: "own", message: `pricing_engine_v2: TypeError: Cannot read properties of undefined (reading 'currency') ${c.noun}={id}` }],
      usual: `priced ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 %` },
      spans: [{ place: "own", operation: "PricingEngineV2.quote", error: "TypeError: Cannot read properties of undefined" }],
      delay: [0, 2],
    }),
  },
  {
    name: "a rollout from some to all overloads the dependency",
    kind: "flag",
    scene: (c) => ({
      guilty: other("flag", `flag live_${c.noun}_availability rollout 5% -> 100%`, "own"),
      near: [
        other("flag", `flag ${c.asideStem}_tooltips 50% -> 100%`, "aside"),
        commit(`${c.stem}: describe availability widget`, null, patch("docs/widgets.md", `+Shows whether a ${c.noun} is available.`)),
      ],
      moves: [
        { place: "dependency", metric: "requests_per_sec", from: 60, to: 1100 },
        { place: "dependency", metric: "http_server_duration_p99_ms", from: 70, to: 4000 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 120, to: 4200 },
      ],
      errors: [{ place: "own", message: `${c.noun} availability lookup at ${c.dependency} timed out after {ms}ms` }],
      usual: `page of ${c.noun} {id} rendered`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 2 s, availability lookups time out` },
      spans: [
        { place: "own", operation: "availability", error: "timed out" },
        { place: "dependency", operation: "availability" },
      ],
      delay: [0, 3],
    }),
  },
  {
    name: "a switch turns off what is still needed",
    kind: "flag",
    scene: (c) => ({
      guilty: other("flag", `flag legacy_${c.noun}_export on->off`, "own"),
      near: [
        other("flag", `flag ${c.asideStem}_beta_menu off->on`, "aside"),
        commit(`${c.stem}: tidy exporter names`, "own", patch(c.py("exporters/names.py"), '-    name = "x"', '+    exporter = "x"')),
      ],
      moves: [
        { place: "own", metric: "exports_completed_per_min", from: 44, to: 0 },
        { place: "dependency", metric: "imports_missing_total_rate", from: 0, to: 3 },
      ],
      errors: [{ place: "own", message: `export of ${c.noun} {id} rejected: legacy_${c.noun}_export is disabled` }],
      usual: `exported ${c.noun} {id}`,
      alert: { metric: "exports_completed_per_min", summary: `${c.own} has completed no export for 10 minutes` },
      spans: [{ place: "own", operation: "export", error: "exporter is disabled" }],
      delay: [0, 2],
    }),
  },
];
