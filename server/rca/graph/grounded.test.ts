import { expect, test } from "vitest";
import type { EvidenceItem } from "../answer.ts";
import { aClue } from "../testing/bundle.ts";
import { grounded } from "./grounded.ts";

const item = (id: string, kind: EvidenceItem["kind"], title: string): EvidenceItem => ({ id, kind, source: "", title, excerpt: "" });
const inferred = aClue({ service: "shop", signature: "machine-trouble", role: "cause", strength: 0.6, evidence: ["E1"] });
const departed = aClue({ service: "node/n1", metric: "load", strength: 0.8 });

test("a cause that is inferred from a metric which did not leave its calm is a hint", () => {
  expect(grounded([inferred], [item("E1", "series", "node/n1 load")])[0]).toMatchObject({ role: "either", strength: 0.3 });
});

test("it stays a cause where the metric left its calm, or where something else was seen", () => {
  expect(grounded([inferred, departed], [item("E1", "series", "node/n1 load")])[0]).toEqual(inferred);
  expect(grounded([inferred], [item("E1", "logs", "kernel: I/O error")])[0]).toEqual(inferred);
  expect(grounded([inferred], [])[0]).toEqual(inferred);
});
