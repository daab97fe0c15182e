import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { analyse } from "#server/rca/index.ts";
import { readBundle } from "./read-bundle.ts";

type Files = Record<string, string | Buffer>;

const folders: string[] = [];
const incident = JSON.stringify({ title: "kiosk fails", detectedAt: "2026-05-04T12:00:00Z", symptoms: [{ service: "kiosk" }] });

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  folders.push(folder);
  for (const [name, content] of Object.entries({ "incident.json": incident, ...files })) writeFileSync(join(folder, name), content);
  return folder;
}

/** Reads and analyses; the answer has to come whatever is in the files. */
async function answerTo(files: Files) {
  const bundle = await readBundle(folderOf(files));
  return { bundle, analysis: analyse(bundle) };
}

describe("a bundle", () => {
  test("needs an incident.json, and says so", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bundle-"));
    folders.push(folder);
    await expect(readBundle(folder)).rejects.toThrow("There is no incident.json in");
  });

  test("may be packed with gzip, file by file", async () => {
    const { bundle } = await answerTo({
      "metrics.csv.gz": gzipSync("time,kiosk|errors\n1777896000,1\n"),
      "logs.jsonl.gz": gzipSync('{"time":"2026-05-04T12:00:00Z","service":"kiosk","message":"no"}\n'),
    });
    expect([bundle.series[0]?.metric, bundle.logs.lines, bundle.warnings]).toEqual(["errors", 1, []]);
  });

  test("brings changes, edges, alerts and earlier incidents", async () => {
    const { bundle } = await answerTo({
      "changes.json": JSON.stringify([{ time: 1777895000, kind: "deploy", service: "kiosk", title: "deploy kiosk 7" }]),
      "graph.json": JSON.stringify({ edges: [["web", "kiosk"]] }),
      "alerts.json": JSON.stringify([{ labels: { alertname: "Errors", service: "kiosk" }, startsAt: "2026-05-04T12:00:00Z" }]),
      "past.json": JSON.stringify([{ reference: "INC-7", title: "kiosk failed", services: ["kiosk"], cause: "A deploy." }]),
    });
    expect(bundle.changes).toMatchObject([{ id: "C1", at: 1777895000000, kind: "deploy", service: "kiosk" }]);
    expect(bundle.edges).toEqual([{ caller: "web", callee: "kiosk" }]);
    expect(bundle.alerts).toMatchObject([{ name: "Errors", service: "kiosk", at: Date.UTC(2026, 4, 4, 12) }]);
    expect(bundle.past).toEqual([{ reference: "INC-7", title: "kiosk failed", services: ["kiosk"], cause: "A deploy.", signature: null }]);
  });
});

describe("garbage gives a warning and an answer", () => {
  test.each<[string, Files, RegExp]>([
    ["broken JSON in the incident", { "incident.json": "{ title" }, /incident\.json could not be read/],
    ["broken JSON in the changes", { "changes.json": '[{"time": 1,' }, /changes\.json could not be read/],
    ["changes that are no list", { "changes.json": "7" }, /changes\.json is no list/],
    ["changes that are no objects", { "changes.json": "[1, null, []]" }, /3 entries of changes\.json/],
    ["changes without a time", { "changes.json": '[{"kind":"deploy","title":"x","time":"next Tuesday at tea"}]' }, /1 of the changes have no time/],
    ["lines that are no JSON", { "logs.jsonl": "hello\n{\n[1]\n" }, /3 lines of logs\.jsonl/],
    ["gzip that ends early", { "logs.jsonl.gz": gzipSync("x".repeat(10_000)).subarray(0, 20) }, /logs\.jsonl could not be read to its end/],
    ["a table that is no gzip", { "metrics.csv.gz": "time,a|b\n1,2\n" }, /metrics\.csv could not be read to its end/],
    ["rows without a time", { "metrics.csv": "time,a|b\nnever,1\n99/99/99,2\n" }, /2 rows of metrics\.csv/],
    ["spans without a start", { "spans.jsonl": '{"trace":"t","span":"s","service":"kiosk"}\n' }, /1 of the spans/],
  ])("%s", async (_, files, warning) => {
    const { bundle, analysis } = await answerTo(files);
    expect(bundle.warnings.join("\n")).toMatch(warning);
    expect(analysis.warnings).toEqual(bundle.warnings);
    expect(analysis.rootCause.sufficient).toBe(false);
  });

  test("empty files are as if they were not there", async () => {
    const names = ["metrics.csv", "logs.jsonl", "spans.jsonl", "outputs.jsonl"];
    const { bundle, analysis } = await answerTo(Object.fromEntries(names.map((name) => [name, ""])));
    expect([bundle.series, bundle.logs.lines, bundle.spans, analysis.rootCause.sufficient]).toEqual([[], 0, [], false]);
  });

  test("columns of nothing but gaps and numbers beyond measure move nothing", async () => {
    const rows = Array.from({ length: 50 }, (_, at) => `${1777896000 + at * 60},,NaN,Infinity,-1e999,abc`);
    const { analysis } = await answerTo({ "metrics.csv": ["time,a|errors,b|errors,c|errors,d|errors,e|errors", ...rows].join("\n") });
    expect([analysis.changePoints, analysis.impact, analysis.rootCause.sufficient]).toEqual([[], [], false]);
  });

  test("a line of ten megabytes is one line", async () => {
    const line = JSON.stringify({ time: "2026-05-04T12:00:00Z", service: "kiosk", level: "error", message: `no ${"x".repeat(10_000_000)}` });
    const { bundle } = await answerTo({ "logs.jsonl": `${line}\n` });
    expect(bundle.logs.lines).toBe(1);
    expect(bundle.logs.templates[0]?.text.length).toBeLessThan(10_000);
  });

  test("a zone that does not exist makes a line that has no time", async () => {
    const { bundle } = await answerTo({ "logs.jsonl": '{"time":"2026-05-04T12:00:00+99:99","service":"kiosk","message":"no"}\n' });
    expect([bundle.logs.lines, bundle.logs.from]).toEqual([1, null]);
  });

  test("whatever JSON stands in the files", async () => {
    const names = ["incident.json", "changes.json", "graph.json", "alerts.json", "kubernetes.json", "past.json", "series.json"];
    const files = fc.record(Object.fromEntries(names.map((name) => [name, fc.json()])));
    await fc.assert(
      fc.asyncProperty(files, fc.array(fc.json(), { maxLength: 5 }), async (written, lines) => {
        const text = lines.join("\n");
        const { analysis } = await answerTo({
          ...written,
          "logs.jsonl": text,
          "spans.jsonl": text,
          "outputs.jsonl": text,
          "metrics.csv": "time,a|errors\n1,2",
        });
        expect(analysis.ranked).toBeInstanceOf(Array);
      }),
      { numRuns: 60 },
    );
  });
});
