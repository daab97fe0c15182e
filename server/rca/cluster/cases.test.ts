import { describe, expect, it } from "vitest";
import type { Clue } from "../clue.ts";
import { frameOf } from "../frame.ts";
import { openNotebook } from "../notebook.ts";
import { rankSuspects } from "../rank.ts";
import { fillWords } from "../signatures/fill.ts";
import { signatureNamed } from "../signatures/registry.ts";
import { bundleOf, type Case } from "./cases/case.ts";
import { OBJECT_CASES } from "./cases/objects.ts";
import { OTHER_CASES } from "./cases/others.ts";
import { PLACEMENT_CASES } from "./cases/placement.ts";
import { POD_CASES } from "./cases/pods.ts";
import { clusterDetector } from "./detect.ts";

const CASES = [...PLACEMENT_CASES, ...POD_CASES, ...OTHER_CASES, ...OBJECT_CASES];

function answerTo(one: Omit<Case, "want">): { best: Clue | undefined; clues: Clue[] } {
  const bundle = bundleOf(one);
  const { clues } = clusterDetector.detect(bundle, frameOf(bundle), openNotebook());
  return { best: rankSuspects(clues, bundle, frameOf(bundle))[0]?.clues[0], clues };
}

describe("a cluster in trouble", () => {
  it.each(CASES.map((one) => [one.title, one] as const))("names the origin: %s", (_, one) => {
    const { best } = answerTo(one);
    expect(best?.service).toBe(one.want.service);
    expect(best?.signature).toBe(one.want.signature);
    expect(best?.statement).toMatch(one.want.says);
    expect(best?.evidence.length).toBeGreaterThan(0);
  });

  it("knows a signature for each family that it names, and fills its words with the names of the clue", () => {
    for (const one of CASES) {
      const { best, clues } = answerTo(one);
      for (const { signature } of clues) if (signature !== null) expect(signatureNamed(signature)?.name).toBe(signature);
      const signature = signatureNamed(best?.signature ?? null);
      const [first] = signature?.recommendations ?? [];
      expect(fillWords(first?.text ?? "", best as Clue)).not.toMatch(/\{[a-z]+\}/);
    }
  });

  it("finds nothing in a cluster that is well", () => {
    const pods =
      "NAME                  READY   STATUS      RESTARTS      AGE\nweb-6c9f7d8b5-k2x4p   1/1     Running     1 (9d ago)    20d\nreport-28xk2          0/1     Completed   0             1h\n";
    const nodes = "NAME       STATUS   ROLES    AGE   VERSION\npool-a-1   Ready    <none>   90d   v1.30.1\n";
    expect(
      answerTo({ title: "Anything wrong?", outputs: { "kubectl get pods": pods, "kubectl get nodes": nodes } }).clues.filter(
        ({ role, strength }) => role !== "effect" || strength > 0.3,
      ),
    ).toEqual([]);
  });

  it("prefers what was asked about", () => {
    const pods =
      "NAME                  READY   STATUS             RESTARTS       AGE\nweb-6c9f7d8b5-k2x4p   0/1     CrashLoopBackOff   4 (9s ago)     20d\nold-7d9f8b6c5-zz9zz   0/1     CrashLoopBackOff   900 (9s ago)   90d\n";
    expect(answerTo({ title: "Why does web not answer?", outputs: { "kubectl get pods": pods } }).best?.service).toBe("web");
  });
});

const NEW_NAMES: [RegExp, string][] = [
  [/pool-a-1/g, "ip-10-3-7-12.eu"],
  [/pool-a-2/g, "ip-10-3-7-13.eu"],
  [/pool-b-1/g, "metal07"],
  [/\bweb\b/g, "kasse"],
  [/\bdb\b/g, "speicher"],
  [/\bshop\b/g, "laden-prod"],
  [/nightly-report/g, "nachtlauf"],
  [/\bedge\b/g, "rand"],
];

function renamed(text: string): string {
  return NEW_NAMES.reduce((now, [old, name]) => now.replace(old, name), text);
}

describe("names", () => {
  it.each(CASES.map((one) => [one.title, one] as const))("do not matter: %s", (_, one) => {
    const other: Omit<Case, "want"> = {
      ...one,
      title: renamed(one.title),
      namespace: renamed(one.namespace ?? ""),
      calls: one.calls?.map(renamed),
      outputs: Object.fromEntries(Object.entries(one.outputs).map(([command, text]) => [renamed(command), renamed(text)])),
      objects: JSON.parse(renamed(JSON.stringify(one.objects ?? []))),
      alerts: one.alerts?.map((alert) => ({ ...alert, service: alert.service && renamed(alert.service), summary: renamed(alert.summary) })),
    };
    const { best } = answerTo(other);
    expect(best?.service).toBe(renamed(one.want.service));
    expect(best?.signature).toBe(one.want.signature);
  });
});
