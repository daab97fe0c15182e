import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SEVERITIES } from "./incident-terms.ts";
import { proposeSeverity, SEVERITY_RULES, type StatedImpact } from "./severity.ts";

const rank = (impact: StatedImpact) => SEVERITIES.indexOf(proposeSeverity(impact).severity);

describe("the severity helper", () => {
  test.each<[StatedImpact, string, string]>([
    [{}, "SEV4", "No user impact is known"],
    [{ usersPercent: 0 }, "SEV4", "No user impact is known"],
    [{ usersPercent: 0.5 }, "SEV3", "Some users are affected"],
    [{ usersPercent: 10 }, "SEV2", "Ten percent of the users or more are affected"],
    [{ usersPercent: 15, isCoreFunction: true }, "SEV2", "A core function is affected, with no workaround"],
    [{ usersPercent: 25, isCoreFunction: true }, "SEV1", "A core function fails for a quarter of the users or more"],
    [{ usersPercent: 50 }, "SEV1", "Half of the users or more are affected"],
    [{ isCoreFunction: true, hasWorkaround: true }, "SEV3", "Some users are affected"],
    [{ regions: 2 }, "SEV2", "Two regions or more are affected"],
    [{ revenuePerHour: 1 }, "SEV3", "Revenue is at risk"],
    [{ revenuePerHour: 10_000 }, "SEV2", "Revenue at risk is 10,000 an hour or more"],
    [{ revenuePerHour: 100_000 }, "SEV1", "Revenue at risk is 100,000 an hour or more"],
    [{ hasDataLoss: true }, "SEV1", "Data was lost or corrupted"],
    [{ hasSecurityBreach: true }, "SEV1", "Security was breached"],
  ])("%j is %s by the rule “%s”", (impact, severity, rule) => {
    expect(proposeSeverity(impact)).toEqual({ severity, rule });
  });

  test("each rule decides for some impact", () => {
    const decided = new Set<string>();
    fc.assert(
      fc.property(impacts(), (impact) => void decided.add(proposeSeverity(impact).rule)),
      { numRuns: 5_000 },
    );
    expect(SEVERITY_RULES.map(({ rule }) => rule).filter((rule) => !decided.has(rule))).toEqual([]);
  });

  test("more impact of any sort never lowers the severity", () => {
    fc.assert(
      fc.property(impacts(), impacts(), (one, other) => {
        expect(rank(worst(one, other))).toBeLessThanOrEqual(Math.min(rank(one), rank(other)));
      }),
      { numRuns: 5_000 },
    );
  });
});

function impacts(): fc.Arbitrary<StatedImpact> {
  const yes = fc.constantFrom(true, false, null, undefined);
  const amount = (max: number, ...edges: number[]) => fc.oneof(fc.constantFrom(null, undefined, ...edges), fc.double({ min: 0, max, noNaN: true }));
  return fc.record({
    usersPercent: amount(100, 0, 10, 25, 50),
    isCoreFunction: yes,
    hasWorkaround: yes,
    regions: fc.constantFrom(null, undefined, 0, 1, 2, 5),
    revenuePerHour: amount(200_000, 0, 10_000, 100_000),
    hasDataLoss: yes,
    hasSecurityBreach: yes,
  });
}

/** The worse of two impacts in every respect. A workaround that exists for only one of them helps no longer. */
function worst(a: StatedImpact, b: StatedImpact): StatedImpact {
  /** Unknown may be anything, so it is worse than a known nothing. */
  const most = (x?: number | null, y?: number | null) => Math.max(x ?? 0, y ?? 0) || (x === 0 && y === 0 ? 0 : null);
  return {
    usersPercent: most(a.usersPercent, b.usersPercent),
    isCoreFunction: a.isCoreFunction === true || b.isCoreFunction === true,
    hasWorkaround: a.hasWorkaround === true && b.hasWorkaround === true,
    regions: most(a.regions, b.regions),
    revenuePerHour: most(a.revenuePerHour, b.revenuePerHour),
    hasDataLoss: a.hasDataLoss === true || b.hasDataLoss === true,
    hasSecurityBreach: a.hasSecurityBreach === true || b.hasSecurityBreach === true,
  };
}
