import { describe, expect, test } from "vitest";
import type { EvidenceItem, EvidenceKind } from "../answer.ts";
import type { Weighing } from "../clue.ts";
import { frameOf } from "../frame.ts";
import { aBundle, aSuspect, NOON } from "../testing/bundle.ts";
import { confidenceIn, isSufficient } from "./confidence.ts";

const frame = frameOf(aBundle());
const item = (id: string, kind: EvidenceKind): EvidenceItem => ({ id, kind, source: "", title: id, excerpt: "" });
const items = [item("E1", "series"), item("E2", "logs"), item("E3", "spans")];
const confidence = (suspect: ReturnType<typeof aSuspect>, rivals: ReturnType<typeof aSuspect>[] = []) =>
  confidenceIn(suspect, [suspect, ...rivals], { frame, items, changes: [], bundle: { series: [], spans: [], edges: [] } });

describe("confidence", () => {
  test("is never more than the strongest clue", () => {
    expect(confidence(aSuspect("a", 0.42, [{ evidence: ["E1", "E2", "E3"] }]))).toEqual({ value: 0.42, capWords: "" });
  });

  test("is capped by how many kinds of evidence speak", () => {
    const values = [["E1"], ["E1", "E2"], ["E1", "E2", "E3"]].map((evidence) => confidence(aSuspect("a", 1, [{ evidence }])).value);
    expect(values).toEqual([0.75, 0.9, 0.97]);
    expect(confidence(aSuspect("a", 1, [{ evidence: ["E1"] }])).capWords).toBe("only series speaks for it");
  });

  test("of metrics does not suffice where calm shows as much by chance among all that were compared", () => {
    const among = (weighing: Weighing) => confidence(aSuspect("a", 0.9, [{ evidence: ["E1"], weighing }]));
    expect(isSufficient(among({ byChance: 2 }))).toBe(false);
    expect(among({ byChance: 2 }).capWords).toContain("by chance");
    expect(isSufficient(among({ byChance: 2, confirmedBy: 0.01 }))).toBe(true);
    expect(isSufficient(among({ byChance: 0.01 }))).toBe(true);
  });

  test("of metrics that calm hardly ever shows suffices, however badly they fit the symptom", () => {
    expect(isSufficient(confidence(aSuspect("a", 0.2, [{ evidence: ["E1"], weighing: { byChance: 0.001 } }])))).toBe(true);
    expect(isSufficient(confidence(aSuspect("a", 0.2, [{ role: "effect", evidence: ["E1"], weighing: { byChance: 0.001 } }])))).toBe(false);
  });

  test("is not lowered by chance among metrics where another kind of evidence speaks too", () => {
    const both = aSuspect("a", 0.9, [{ evidence: ["E1"], weighing: { byChance: 2 } }, { evidence: ["E2"] }]);
    expect(isSufficient(confidence(both))).toBe(true);
  });

  test("of a state that was seen does not need a second kind", () => {
    expect(confidence(aSuspect("a", 1, [{ role: "cause", evidence: ["E1"] }])).value).toBe(0.9);
  });

  test("does not suffice for what began after the trouble was seen", () => {
    const late = confidence(aSuspect("a", 1, [{ at: NOON + 30 * 60_000, evidence: ["E1", "E2"] }]));
    expect(isSufficient(late)).toBe(false);
    expect(late.capWords).toContain("after the trouble was seen");
  });

  test("says when another fits nearly as well", () => {
    const tied = confidence(aSuspect("a", 0.9, [{ evidence: ["E1", "E2"] }]), [aSuspect("b", 0.88)]);
    expect(tied).toEqual({ value: 0.55, capWords: "b fits nearly as well" });
  });
});
