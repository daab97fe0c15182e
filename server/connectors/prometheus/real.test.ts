import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectEvidence } from "../collect/collect.ts";
import type { Link } from "../define.ts";
import type { ConnectorFailed } from "../failure.ts";
import { testLink } from "../registry.ts";
import { linkFor } from "../testing/link.ts";
import { hasAlertmanager, hasPrometheus, type Running, startAlertmanager, startPrometheus } from "../testing/real-prometheus.ts";
import { findSeries, instantQuery, labelNames, labelValues, metricTypes, rangeQuery } from "./operations.ts";

const isThere = hasPrometheus && hasAlertmanager;
const MINUTE = 60_000;
const TO = Math.floor(Date.now() / MINUTE) * MINUTE - 180 * MINUTE;
const FROM = TO - 60 * MINUTE;

/** An hour in which a pool fills from its middle on, and requests begin to fail. */
function anHour(): string {
  const minutes = Array.from({ length: 61 }, (_, minute) => minute);
  const line = (name: string, labels: string, value: (minute: number) => number) =>
    minutes.map((minute) => `${name}{${labels}} ${value(minute)} ${(FROM + minute * MINUTE) / 1_000}`).join("\n");
  const of = 'service="payment-api"';
  return `# TYPE db_pool_used gauge
${line("db_pool_used", of, (minute) => (minute < 30 ? 20 : 95))}
# TYPE http_requests counter
${line("http_requests_total", `${of},code="200"`, (minute) => minute * 600)}
${line("http_requests_total", `${of},code="500"`, (minute) => Math.max(0, minute - 30) * 300)}
# EOF
`;
}

const RULES = `groups:
  - name: payments
    interval: 200ms
    rules: [{ alert: PaymentAPI5xxRate, expr: "payment_failing > 0", labels: { severity: page } }]`;

function configFor(target: string, alertmanager: string): string {
  return `global: { scrape_interval: 200ms, scrape_timeout: 200ms, evaluation_interval: 200ms }
scrape_configs:
  - { job_name: payment-api, static_configs: [{ targets: ["${target}"], labels: { service: payment-api } }] }
  - { job_name: alertmanager, static_configs: [{ targets: ["${alertmanager}"] }] }
alerting: { alertmanagers: [{ static_configs: [{ targets: ["${alertmanager}"] }] }] }`;
}

describe.skipIf(!isThere)(
  isThere ? "a real Prometheus" : "a real Prometheus is not there: install Debian's prometheus and prometheus-alertmanager",
  () => {
    let target: Server;
    let alertmanager: Running;
    let prometheus: Running;
    let link: Link;

    beforeAll(async () => {
      target = createServer((_, res) =>
        res.setHeader("content-type", "text/plain; version=0.0.4").end("# TYPE payment_failing gauge\npayment_failing 1\n"),
      );
      await new Promise<void>((ready) => target.listen(0, "127.0.0.1", ready));
      alertmanager = await startAlertmanager();
      const config = configFor(`127.0.0.1:${(target.address() as AddressInfo).port}`, alertmanager.host);
      prometheus = await startPrometheus({
        config,
        rules: RULES,
        history: anHour(),
        more: ["--query.max-samples=5000", "--rules.alert.resend-delay=1s"],
      });
      link = await linkFor("prometheus", prometheus.url);
    }, 60_000);
    afterAll(async () => {
      await prometheus?.close();
      await alertmanager?.close();
      target?.close();
    });

    /** Asks until there is an answer with rows. */
    async function until(query: string) {
      for (;;) {
        const { rows } = await instantQuery.run(link, { query, limit: 50 });
        if (rows.length > 0) return rows;
        await pause(50);
      }
    }

    test("is tested by what it holds", async () => {
      await until("count(up == 1) == 2");
      expect(await testLink(link)).toMatch(/^Prometheus 2\.\d+\.\d+(~?\w+)?, \d[\d,]* series of 2 jobs\.$/);
    });

    test("gives what it scrapes from a service, with the labels of its target", async () => {
      const [scraped] = await until("payment_failing == 1");
      expect(scraped).toMatchObject({ labels: { __name__: "payment_failing", job: "payment-api", service: "payment-api" }, values: [1] });
    });

    test("gives series over a window to the millisecond, and long queries in a POST", async () => {
      const window = { from: FROM, to: TO, stepSeconds: 60, limit: 10 };
      const { rows, provenance } = await rangeQuery.run(link, { query: 'db_pool_used{service="payment-api"}', ...window });
      expect(rows[0]?.times).toEqual(Array.from({ length: 61 }, (_, minute) => FROM + minute * MINUTE));
      expect([rows[0]?.values[0], rows[0]?.values.at(-1), provenance.truncated]).toEqual([20, 95, false]);
      const long = await rangeQuery.run(link, { query: `db_pool_used{service=~"${"nobody|".repeat(200)}payment-api"}`, ...window });
      expect(long.provenance.request[0]).toMatch(/^POST /);
      expect(long.rows).toEqual(rows);
      const cut = await rangeQuery.run(link, { query: "http_requests_total", ...window, limit: 1 });
      expect([cut.rows.length, cut.provenance.truncated]).toEqual([1, true]);
    });

    test("is searched for series, labels, their values and what its metrics are", async () => {
      const { rows: found } = await findSeries.run(link, { match: ['{service="payment-api"}'], from: FROM, to: TO, limit: 100 });
      expect(new Set(found.map(({ __name__ }) => __name__))).toEqual(new Set(["db_pool_used", "http_requests_total"]));
      expect((await labelNames.run(link, { limit: 100 })).rows).toEqual(expect.arrayContaining(["__name__", "code", "service"]));
      expect((await labelValues.run(link, { label: "code", match: ['{service="payment-api"}'], limit: 10 })).rows).toEqual(["200", "500"]);
      await until("up == 1");
      expect((await metricTypes.run(link, { limit: 10_000 })).rows).toEqual(
        expect.arrayContaining([expect.objectContaining({ metric: "payment_failing", type: "gauge" })]),
      );
    });

    test("refuses in its own words, and is not asked twice for it", async () => {
      const failed = (query: string) =>
        rangeQuery.run(link, { query, from: FROM, to: TO, limit: 10 }).then(
          () => null,
          (error: ConnectorFailed) => error,
        );
      const bad = await failed("sum(rate(http_requests_total[5m])");
      expect(bad).toMatchObject({ kind: "not-taken", answered: 400, message: expect.stringContaining("It said: ") });
      expect(bad?.message).toMatch(/^Prometheus answered 400: it did not take the question. It said: .*parse error: unclosed left parenthesis/);
      const heavy = await failed("sum_over_time(http_requests_total[1h:1s])");
      expect(heavy).toMatchObject({ kind: "not-taken", answered: 422, message: expect.stringContaining("too many samples") });
    });

    test("is where the analyst finds metrics without a word in the catalogue", async () => {
      const incident = {
        title: "Payments fail",
        startedAt: null,
        detectedAt: TO,
        endedAt: null,
        window: { from: FROM, to: TO },
        symptoms: [],
        namespace: null,
      };
      const services = [{ name: "Payment_API", namespace: "", queries: [] }];
      const { bundle } = await collectEvidence({ links: [link], services, window: { from: FROM, to: TO }, incident, edges: [] });
      const names = bundle.series.map(({ metric }) => metric);
      expect(names).toEqual(expect.arrayContaining(["db_pool_used", "http_requests_total", "http_requests_error_ratio"]));
      const errors = bundle.series.find(({ metric }) => metric === "http_requests_error_ratio");
      expect(errors?.values.at(-1)).toBeCloseTo(1 / 3, 2);
    });

    test("fires an alert that a query sees, and that its Alertmanager has taken", async () => {
      const [alert] = await until('ALERTS{alertstate="firing"}');
      expect(alert?.labels).toMatchObject({ alertname: "PaymentAPI5xxRate", severity: "page", service: "payment-api" });
      await until('alertmanager_alerts_received_total{status="firing"} > 0');
    });

    test("that is an Alertmanager by mistake says what to check", async () => {
      const wrong = await linkFor("prometheus", alertmanager.url);
      await expect(testLink(wrong)).rejects.toThrow(/^Prometheus answered 404 for \/api\/v1\/query: check PROMETHEUS_URL/);
    });

    test("that gives a query up is told to be asked for less", async () => {
      const slow = await startPrometheus({ config: "global: {}", history: anHour(), more: ["--query.timeout=1ms"] });
      const asking = rangeQuery.run(await linkFor("prometheus", slow.url), {
        query: "max_over_time(db_pool_used[1h:1s]) + db_pool_used",
        from: FROM,
        to: TO,
        stepSeconds: 1,
        limit: 10,
      });
      await expect(asking.finally(() => slow.close())).rejects.toThrow(/^Prometheus answered 503: the question takes it too long\. Take a shorter/);
    });
  },
);
