import { describe, expect, test } from "vitest";
import type { EvidenceItem, EvidenceKind } from "../answer.ts";
import { frameOf } from "../frame.ts";
import { aBundle, aSuspect, NOON } from "../testing/bundle.ts";
import { confidenceIn, isSufficient } from "./confidence.ts";

const frame = frameOf(aBundle());
const item = (id: string, kind: EvidenceKind): EvidenceItem => ({ id, kind, source: "", title: id, excerpt: "" });
const items = [item("E1", "series"), item("E2", "logs"), item("E3", "spans")];
const confidence = (suspect: ReturnType<typeof aSuspect>, rivals: ReturnType<typeof aSuspect>[] = []) =>
  confidenceIn(suspect, [suspect, ...rivals], { frame, items, changes: [] });

describe("confidence", () => {
  test("is never more than the strongest clue", () => {
    expect(confidence(aSuspect("a", 0.42, [{ evidence: ["E1", "E2", "E3"] }]))).toEqual({ value: 0.42, capWords: "" });
  });

  test("is capped by how many kinds of evidence speak", () => {
    const values = [["E1"], ["E1", "E2"], ["E1", "E2", "E3"]].map((evidence) => confidence(aSuspect("a", 1, [{ evidence }])).value);
    expect(values).toEqual([0.75, 0.9, 0.97]);
    expect(confidence(aSuspect("a", 1, [{ evidence: ["E1"] }])).capWords).toBe("only series speaks for it");
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
