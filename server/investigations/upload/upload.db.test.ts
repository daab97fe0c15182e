import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { beforeEach, describe, expect, test } from "vitest";
import { MAX_UNPACKED_BYTES } from "#lib/contracts/evidence-limits.ts";
import { JudgeInvestigation, ReadInvestigation } from "#lib/contracts/investigation.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import {
  concludeInvestigation,
  gatherEvidence,
  judgeInvestigation,
  openInvestigation,
  readAnalystRecord,
  readEvidence,
  readInvestigation,
  uploadEvidence,
} from "../index.ts";

let ada: Someone;
let reference: string;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada Lindqvist" });
  reference = await anIncident(ada, { title: "Checkout fails" });
});

const file = (name: string, content: string | Uint8Array) => ({ name, bytes: typeof content === "string" ? Buffer.from(content) : content });
const upload = (ctx: Ctx, files: ReturnType<typeof file>[], service = "") => uploadEvidence(ctx, { reference, service, files });
const filesOf = async (id: string, n: number) => (await readEvidence(ada, { id, n })).files;

const LOG = `2026-11-23T14:30:00Z ERROR Connection pool exhausted
    at Pool.take (pool.js:12)
2026-11-23 14:31:05,250 [main] WARN retrying
no stamp at all`;

describe("uploaded files", () => {
  test("a plain log becomes lines with time, level and the service that its name tells", async () => {
    const { id, captures } = await upload(ada, [file("payments-api-2026-11-23.log", LOG)]);
    expect(captures).toMatchObject([{ n: 1, kind: "logs", rows: 3, title: "payments-api-2026-11-23.log" }]);
    const lines = (await filesOf(id, 1))["logs.jsonl"]?.split("\n").map((line) => JSON.parse(line)) ?? [];
    expect(lines[0]).toEqual({
      time: "2026-11-23T14:30:00.000Z",
      service: "payments-api",
      level: "error",
      message: "ERROR Connection pool exhausted\n    at Pool.take (pool.js:12)",
    });
    expect(lines[1]).toMatchObject({ time: "2026-11-23T14:31:05.250Z", level: "warn" });
    expect(lines[2]).toMatchObject({ time: "2026-11-23T14:31:05.250Z", message: "no stamp at all" });
    const [row] = await db().evidence.findMany();
    expect(row).toMatchObject({ source: "upload", capturedBy: { name: "Ada Lindqvist" }, windowFrom: new Date("2026-11-23T14:30:00Z") });
    expect(await db().investigation.findMany()).toMatchObject([{ runId: null, state: "open", question: "Uploaded evidence" }]);
  });

  test("a table, JSON logs under other names, alerts and cluster objects are recognised", async () => {
    const { id, captures } = await upload(
      ada,
      [
        file("pool.csv", "time,used\n1795444200,20\n1795444260,95\n"),
        file("events.ndjson", '{"ts":1795444200,"msg":"pool is full","severity":"ERROR","app":"payments"}\n'),
        file("firing.json", '[{"labels":{"alertname":"Pool"},"startsAt":"2026-11-23T14:30:00Z"}]'),
        file("pods.json", '{"items":[{"kind":"Pod","metadata":{"name":"checkout-1"}}]}'),
      ],
      "payments",
    );
    expect(captures.map(({ kind, rows }) => [kind, rows])).toEqual([
      ["series", 2],
      ["logs", 1],
      ["alert", 1],
      ["object", 1],
    ]);
    expect((await filesOf(id, 1))["metrics.csv"]).toMatch(/^time,payments\|used\n/);
    expect(JSON.parse((await filesOf(id, 2))["logs.jsonl"] ?? "")).toMatchObject({ service: "payments", level: "error", message: "pool is full" });
  });

  test("gzip and tar are unpacked, and the names of series stay with their table", async () => {
    const archive = pack();
    archive.entry({ name: "bundle/metrics.csv" }, "time,a\n1795444200,1\n");
    archive.entry({ name: "bundle/series.json" }, '{"a":{"service":"payments","metric":"pool"}}');
    archive.finalize();
    const parts: Uint8Array[] = [];
    for await (const part of archive) parts.push(part as Uint8Array);
    const { id, captures } = await upload(ada, [file("bundle.tgz", gzipSync(Buffer.concat(parts))), file("api.log.gz", gzipSync("one line\n"))]);
    expect(captures.map(({ kind }) => kind)).toEqual(["series", "logs"]);
    expect(Object.keys(await filesOf(id, 1))).toEqual(["metrics.csv", "series.json"]);
  });

  test("what is uploaded again is there once, by its bytes and by its request", async () => {
    const files = [file("api.log", LOG)];
    const first = await upload({ ...ada, requestKey: "upload-number-1" }, files);
    expect(await upload({ ...ada, requestKey: "upload-number-1" }, files)).toEqual(first);
    expect(await upload(ada, files)).toMatchObject({ id: first.id, captures: [], known: 1 });
    expect(await db().evidence.count()).toBe(1);
  });

  test.each([
    ["spans.jsonl", '{"trace":"a"}\nnot json\n', /^spans\.jsonl, line 2: “not json” is no JSON object\./],
    ["logs.jsonl", '{"message":"a"}\n\n{"colour":"blue"}\n', /^logs\.jsonl, line 3: It has neither a time nor a message\./],
    ["metrics.csv", "time,a\n1795444200,1\nyesterday,2\n", /^metrics\.csv, line 3: “yesterday” is no time\./],
    ["metrics.csv", "time,a,b\n1795444200,1\n", /^metrics\.csv, line 2: It has 2 cells, and the first line names 3 columns\./],
    ["changes.json", '[\n {"time": 1},\n {"time" 2}\n]', /^changes\.json, line 3: The JSON is broken there/],
    ["colours.json", '{"blue":[1,2]}', /^colours\.json: Its content is not known\. Name it after what it holds/],
    ["series.json", "{}", /^series\.json: It names series, and no metrics\.csv came with it\./],
    ["empty.log", " \n", /^empty\.log: The file is empty\./],
    ["picture.log", "PNG\0\0", /^picture\.log is no text in UTF-8/],
    ["broken.log.gz", "no gzip", /^broken\.log\.gz cannot be unpacked/],
    ["broken.tar", "no tar", /^broken\.tar cannot be unpacked/],
  ])("%s with %j is refused with its place, and nothing of the upload is kept", async (name, content, words) => {
    const refused = await refusal(upload(ada, [file("good.log", "a line"), file(name, content)]));
    expect(refused.message).toMatch(words);
    expect(refused.status).toBe(422);
    expect(await db().evidence.count()).toBe(0);
  });

  test("more than may be unpacked is refused before it is read", async () => {
    const bomb = gzipSync(Buffer.alloc(MAX_UNPACKED_BYTES + 1, 97));
    expect(await refusal(upload(ada, [file("api.log.gz", bomb)]))).toMatchObject({ status: 413, code: "too_large" });
    expect(await db().evidence.count()).toBe(0);
  });

  test("a large log is cut between lines, and nothing of it is lost", async () => {
    const line = `2026-11-23T14:30:00Z INFO ${"x".repeat(1_000)}`;
    const { id, captures } = await upload(ada, [file("api.log", Array.from({ length: 14_000 }, () => line).join("\n"))]);
    expect(captures.length).toBe(2);
    expect(captures.map(({ rows }) => rows).reduce((sum, rows) => sum + rows)).toBe(14_000);
    expect((await filesOf(id, 2))["logs.jsonl"]?.split("\n").length).toBe(captures[1]?.rows);
  });

  test("viewers may not upload, and who is not named on a private incident finds none", async () => {
    const viewer = await testPerson({ role: "viewer" });
    expect(await refusal(upload(viewer, [file("api.log", "a line")]))).toMatchObject({ status: 403 });
    reference = await anIncident(ada, { visibility: "private" });
    const other = await testPerson({});
    expect(await refusal(upload(other, [file("api.log", "a line")]))).toMatchObject({ status: 404 });
    expect(await db().evidence.count()).toBe(0);
  });

  test("an investigation looks at them as they came: the same bytes, under the name of who brought them", async () => {
    const { id: notebook } = await upload(ada, [file("api.log", LOG)]);
    const bo = await testPerson({ name: "Bo" });
    const { id } = await openInvestigation(bo, { question: "Why?", reference, services: [], at: null, until: null, run: null });
    const { captures } = await gatherEvidence(bo, { investigation: id, source: "uploads" });
    expect(captures).toMatchObject([{ title: "api.log", source: "upload" }]);
    const [kept, copied] = await Promise.all([readEvidence(bo, { id: notebook, n: 1 }), readEvidence(bo, { id, n: 1 })]);
    expect(copied).toEqual({ ...kept, capturedAt: copied.capturedAt });
    expect(copied.capturedBy.name).toBe("Ada Lindqvist");
  });
});

test("the analyst's record counts verdicts of reports that one may read", async () => {
  expect(await readAnalystRecord(ada)).toMatchObject({ reported: 0, judged: 0, mean: null });
  for (const verdict of ["right", "wrong", null] as const) {
    const { id } = await openInvestigation(ada, { question: "Why?", reference, services: [], at: null, until: null, run: null });
    await concludeInvestigation(ada, { investigation: id });
    if (verdict) await judgeInvestigation(ada, JudgeInvestigation.parse({ id, verdict }));
    expect((await readInvestigation(ada, ReadInvestigation.parse({ id }))).investigation.state).toBe("reported");
  }
  expect(await readAnalystRecord(ada)).toEqual({
    reported: 3,
    judged: 2,
    mean: 50,
    verdicts: { right: 1, "one-hop-short": 0, "right-area": 0, wrong: 1 },
  });
});
