import pg from "pg";
import { CreateIntegration } from "#lib/contracts/integration.ts";
import { createIntegration } from "#server/integrations/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { databaseUrl, env } from "#server/platform/env.ts";
import { alternate, type Stretch, summary } from "../frame/load.ts";
import type { Measure, Reading, Row } from "../frame/measure.ts";
import { type Running, startAlertmanager, startIntake, startNext } from "./rivals.ts";
import { paced, pressed, type Requests, requestOf } from "./wire.ts";

const CONNECTIONS = 64;
const FOR_MS = 3_000;
/** One in ten is sent again. */
const REPEATED = 10;
const SECRET = "a secret of the measure, long enough for it";

export const ingest: Measure = {
  name: "ingest",
  target: "≥ .6 × Alertmanager's rate (in memory), ≥ 10 × a Next route handler's; committed before the answer; p99 ≤ 200 ms at half of it",
  async run() {
    (env() as { MUSTER_SECRET?: string }).MUSTER_SECRET = SECRET;
    await prepareRival();
    const { id, secret } = await createIntegration(systemCtx(), CreateIntegration.parse({ kind: "alertmanager", name: "Measure" }));
    const [intake, next, alertmanager] = await Promise.all([startIntake(databaseUrl(), SECRET), startNext(databaseUrl()), startAlertmanager()]);
    try {
      return await measureAll({ intake, next, alertmanager }, `/api/hooks/${id}`, secret);
    } finally {
      await Promise.all([intake.stop(), next.stop(), alertmanager?.stop()]);
    }
  },
};

type Servers = { intake: Running; next: Running; alertmanager: Running | null };

async function measureAll({ intake, next, alertmanager }: Servers, path: string, secret: string): Promise<Reading> {
  const toIntake = requestsTo(path, { authorization: `Bearer ${secret}` }, groupOf);
  const toNext = requestsTo("/api/hooks", {}, groupOf);
  const toAlertmanager = requestsTo("/api/v2/alerts", {}, listOf);
  const press = (at: Running, accepts: number, requests: Requests) => () => pressed({ port: at.port, accepts }, requests, CONNECTIONS, FOR_MS);
  const none = async (): Promise<Stretch> => ({ rate: 0, latencies: [] });
  const measured = await alternate({
    intake: press(intake, 202, toIntake),
    next: press(next, 202, toNext),
    alertmanager: alertmanager ? press(alertmanager, 200, toAlertmanager) : none,
  });
  const ours = summary(measured.intake);
  const half = await alternate({
    half: () => paced({ port: intake.port, accepts: 202 }, toIntake, CONNECTIONS, { rate: ours.rate / 2, forMs: FOR_MS }),
  });
  const { rate, spread, runs } = ours;
  const row = (beside: string, of: Stretch[], atLeast: number): Row => {
    return {
      what: `taken in, beside ${beside}`,
      value: rate,
      unit: "/s",
      spread,
      runs,
      beside: { what: beside, value: summary(of).rate },
      goal: { of: "ratio", atLeast },
    };
  };
  const rows = [
    ...(alertmanager ? [row("Alertmanager", measured.alertmanager, 0.6)] : []),
    row("Next route handler", measured.next, 10),
    { what: "answer at half the rate, p99", value: summary(half.half).p99, unit: "ms", runs, goal: { of: "value", atMost: 200 } } satisfies Row,
    { what: "answer at the full rate, p99", value: ours.p99, unit: "ms", runs } satisfies Row,
  ];
  return { rows, remarks: [...(alertmanager ? [] : ["Alertmanager is not installed: apt-get install prometheus-alertmanager"]), await counted()] };
}

/** Requests that are all different but for one in ten, which is one that was sent before. */
function requestsTo(path: string, headers: Record<string, string>, bodyOf: (n: number) => object): Requests {
  let sent = 0;
  return () => {
    sent += 1;
    const isAgain = sent % REPEATED === 0;
    return requestOf(path, headers, JSON.stringify(bodyOf(isAgain ? sent - REPEATED + 1 : sent)));
  };
}

const START = Date.UTC(2026, 0, 1);
const alertOf = (n: number) => ({
  labels: { alertname: "Errors", instance: `api-${n}:8080`, region: "eu-west", service: "payment-api", severity: "warning" },
  annotations: { summary: "Errors above 15 %" },
  startsAt: new Date(START + n).toISOString(),
  generatorURL: "http://prometheus.example.com/graph",
});
const groupOf = (n: number) => ({
  version: "4",
  status: "firing",
  receiver: "muster",
  alerts: [{ status: "firing", ...alertOf(n), fingerprint: `f${n}` }],
});
const listOf = (n: number) => [{ ...alertOf(n), startsAt: new Date().toISOString() }];

async function prepareRival(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  await client.query("CREATE TABLE rival (key text PRIMARY KEY, body bytea NOT NULL, repeats int NOT NULL DEFAULT 0)");
  await client.end();
}

/** That nothing was stored twice. */
async function counted(): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  const { rows } = await client.query<{ rows: number; keys: number; repeats: number }>(
    "SELECT count(*)::int AS rows, count(DISTINCT body)::int AS keys, sum(repeats)::int AS repeats FROM intake_event",
  );
  await client.end();
  const [{ rows: stored, keys, repeats } = { rows: 0, keys: 0, repeats: 0 }] = rows;
  return `${stored.toLocaleString("en")} rows of ${keys.toLocaleString("en")} different messages; ${repeats.toLocaleString("en")} came again`;
}
