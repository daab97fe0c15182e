import { DETECTORS } from "#server/rca/index.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { ABSENT, casesOf } from "./data.ts";
import { goThrough, mean } from "./investigate.ts";
import { SETS } from "./sets.ts";

/** What each detector brings: every set again without it, beside the whole. */
export const ablation: Measure = {
  name: "ablation",
  target: "the first mark of each set without one detector, beside all of them",
  async run() {
    const rows: Row[] = [];
    for (const { name, goals } of SETS) {
      const cases = casesOf(name);
      const [goal] = goals;
      if (cases.length === 0 || !goal) continue;
      const whole = mean(await goThrough(cases), goal.mark) ?? 0;
      for (const detector of DETECTORS) {
        const value = mean(await goThrough(cases, detector.name), goal.mark) ?? 0;
        if (value !== whole)
          rows.push({
            what: `${name} ${goal.mark} without ${detector.name}`,
            value,
            unit: "",
            runs: cases.length,
            beside: { what: "all", value: whole },
          });
      }
    }
    return { rows, remarks: rows.length === 0 ? [ABSENT] : ["What is not listed makes no difference."] };
  },
};
