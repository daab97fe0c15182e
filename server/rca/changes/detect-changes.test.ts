import { describe, expect, test } from "vitest";
import type { Bundle, Change, Series } from "../bundle.ts";
import { frameOf } from "../frame.ts";
import { openLogDigest } from "../logs/open-digest.ts";
import { openNotebook } from "../notebook.ts";
import { changes as detector } from "./detect-changes.ts";

const NOON = Date.UTC(2026, 4, 4, 12);
const MINUTE = 60_000;
const SHA = "4f1c0de4f1c0de4f1c0de4f1c0de4f1c0de4f1c0";
const OTHER = "aa77bb5aa77bb5aa77bb5aa77bb5aa77bb5aa77b";

/** Errors begin at noon and are noticed three minutes later. */
function bundleOf(changes: Change[], message: string, rest: Partial<Bundle> = {}): Bundle {
  const logs = openLogDigest();
  for (let at = NOON - 60 * MINUTE; at < NOON + 20 * MINUTE; at += 30_000)
    logs.add({ at, service: "kiosk", level: "info", message: "served", trace: null });
  for (let at = NOON; at < NOON + 20 * MINUTE; at += 20_000) logs.add({ at, service: "kiosk", level: "error", message, trace: null });
  const times = Float64Array.from({ length: 81 }, (_, at) => NOON + (at - 60) * MINUTE);
  const errors: Series = {
    service: "kiosk",
    metric: "http_5xx_ratio",
    unit: null,
    kind: "gauge",
    times,
    values: times.map((at) => (at >= NOON ? 0.6 : 0.002)),
  };
  const symptoms = [{ service: "kiosk", metric: "http_5xx_ratio" }];
  const incident = {
    title: "kiosk answers 500",
    startedAt: null,
    detectedAt: NOON + 3 * MINUTE,
    endedAt: null,
    window: null,
    symptoms,
    namespace: null,
  };
  return {
    incident,
    series: [errors],
    logs: logs.close(),
    spans: [],
    changes,
    edges: [],
    objects: [],
    outputs: [],
    alerts: [],
    past: [],
    warnings: [],
    ...rest,
  };
}

function change(minutes: number, fields: Partial<Change>): Change {
  return {
    id: `c${minutes}`,
    at: NOON + minutes * MINUTE,
    kind: "commit",
    service: null,
    title: "",
    author: null,
    link: null,
    detail: "",
    ...fields,
  };
}

const commit = (minutes: number, sha: string, title: string, ...lines: string[]): Change =>
  change(minutes, { id: sha, link: `commit/${sha}`, title: `${sha.slice(0, 7)} ${title}`, detail: ["@@ kiosk/src/boot.ts @@", ...lines].join("\n") });
const deploy = (minutes: number, sha: string): Change =>
  change(minutes, {
    id: `d-${minutes}`,
    kind: "deploy",
    service: "kiosk",
    title: `deploy kiosk v${-minutes} (${sha.slice(0, 7)})`,
    link: `commit/${sha}`,
  });

const guilty = [commit(-14, SHA, "tidy start", "-registerPrinters(registry);", " start(registry);"), deploy(-3, SHA)];
const MISSING = "printer 'receipts' not found in registry";

function found(bundle: Bundle) {
  return detector.detect(bundle, frameOf(bundle), openNotebook());
}

describe("a change is accused", () => {
  test("when it takes away what the errors miss, and its deploy stands behind it", () => {
    const { suspectChanges = [], clues } = found(bundleOf(guilty, MISSING));
    expect(suspectChanges.map(({ id }) => id)).toEqual([SHA, "d--3"]);
    expect(suspectChanges[0]?.score).toBeGreaterThan(0.8);
    expect(suspectChanges[0]?.reasons).toEqual([
      "It was deployed 3 minutes before the trouble began.",
      "It is a change of kiosk, which is in trouble.",
      expect.stringContaining("no longer calls registerPrinters, and the evidence shows that something is not there"),
      expect.stringContaining("both speak of"),
      "It is the only change of kiosk in the hour before.",
    ]);
    expect(clues).toMatchObject([{ service: "kiosk", role: "cause", signature: "faulty-change", at: NOON }]);
  });

  test("rather than a nearer one that only words the error otherwise", () => {
    const nearer = [
      commit(-4, OTHER, "scope of not found", '-  throw new Error("printer not found");', '+  throw new Error("printer not found in registry");'),
      deploy(-1, OTHER),
    ];
    const { suspectChanges = [] } = found(bundleOf([...guilty, ...nearer], MISSING));
    expect(suspectChanges[0]?.id).toBe(SHA);
    expect(suspectChanges.filter(({ id, score }) => id === OTHER && score >= 0.5)).toEqual([]);
  });

  test("though a clock is a minute off", () => {
    const late = [commit(-10, SHA, "tidy start", "-registerPrinters(registry);", " start(registry);"), deploy(1, SHA)];
    expect(found(bundleOf(late, MISSING)).suspectChanges?.[0]).toMatchObject({ id: SHA, score: expect.toSatisfy((score: number) => score >= 0.5) });
  });
});

describe("nobody is accused", () => {
  const accused = (bundle: Bundle): unknown[] => found(bundle).suspectChanges?.filter(({ score }) => score >= 0.5) ?? [];

  test("for time and place alone, but it is named first", () => {
    const beside = [
      commit(-14, SHA, "read sizes", "-const SIZE = 20;", "+const SIZE = settings.pageSize;"),
      deploy(-3, SHA),
      commit(-700, OTHER, "docs"),
    ];
    const bundle = bundleOf(beside, MISSING);
    expect(accused(bundle)).toEqual([]);
    expect(found(bundle).suspectChanges?.[0]).toMatchObject({ id: SHA });
  });

  test("of what went live after the trouble began", () => {
    const after = [commit(4, SHA, "tidy start", "-registerPrinters(registry);"), deploy(6, SHA)];
    expect(accused(bundleOf(after, MISSING))).toEqual([]);
  });

  test("when a provider is down and says so", () => {
    const harmless = [commit(-6, SHA, "keep connections longer", "-keepAlive: 30,", "+keepAlive: 60,"), deploy(-4, SHA)];
    const outputs = [{ command: "status-feed", text: '[{"vendor":"Cardline","status":"major_outage","title":"Charges fail"}]', at: null }];
    const bundle = bundleOf(harmless, "POST https://api.cardline.example/charges answered 503 Service Unavailable", { outputs });
    expect(accused(bundle)).toEqual([]);
    expect(found(bundle).clues).toMatchObject([{ service: "kiosk", signature: "provider-outage", role: "cause" }]);
  });

  test("when one record fails again and again", () => {
    const tidy = [commit(-6, SHA, "tidy check", "-if (w < 0 || w > 900) return outOfRange(w);", "+checkRange(w, 0, 900);"), deploy(-4, SHA)];
    const bundle = bundleOf(tidy, "validation failed: weight out of range got -7 record_id=r-77 offset=4711; redelivering");
    expect(accused(bundle)).toEqual([]);
    expect(found(bundle).clues[0]).toMatchObject({ signature: "bad-record", statement: expect.stringContaining("record_id=r-77") });
  });

  test("when nothing was changed at all", () => {
    expect(found(bundleOf([], MISSING))).toEqual({ clues: [] });
  });
});

test("a change that was taken back, after which all was well, is told so", () => {
  const back = [commit(9, OTHER, `Revert "tidy start" ${SHA.slice(0, 7)}`, "+registerPrinters(registry);"), deploy(10, OTHER)];
  const bundle = bundleOf([...guilty, ...back], MISSING);
  const healed = bundle.series.map((one) => ({
    ...one,
    values: one.values.map((value, at) => ((one.times[at] ?? 0) > NOON + 11 * MINUTE ? 0.002 : value)),
  }));
  expect(found({ ...bundle, series: healed }).suspectChanges?.[0]?.reasons).toContain(
    "After it was taken back, the figures went back to what they were before.",
  );
});
