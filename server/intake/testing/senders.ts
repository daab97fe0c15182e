import { createHmac } from "node:crypto";
import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";

export type Sent = { headers: Record<string, string>; body: string };
type Sender = (secret: string, body: string) => Record<string, string>;

const hex = (secret: string, text: string): string => createHmac("sha256", secret).update(text).digest("hex");
const bearer: Sender = (secret) => ({ authorization: `Bearer ${secret}` });
const now = (): string => String(Math.floor(Date.now() / 1_000));

/** How each system proves itself, written apart from what is tested. */
export const PROOFS_OF: Record<string, { kind: IntegrationKind; prove: Sender }> = {
  "a bearer token": { kind: "alertmanager", prove: bearer },
  "a password": { kind: "alertmanager", prove: (secret) => ({ authorization: `Basic ${Buffer.from(`muster:${secret}`).toString("base64")}` }) },
  "Grafana's signature": { kind: "grafana", prove: (secret, body) => ({ "x-grafana-alerting-signature": hex(secret, body) }) },
  "Grafana's signature with a time": {
    kind: "grafana",
    prove: (secret, body) => ({ "x-grafana-alerting-timestamp": now(), "x-grafana-alerting-signature": hex(secret, `${now()}:${body}`) }),
  },
  "PagerDuty's signature": { kind: "pagerduty", prove: (secret, body) => ({ "x-pagerduty-signature": `v1=${hex(secret, body)}` }) },
  "GitHub's signature": {
    kind: "github",
    prove: (secret, body) => ({ "x-hub-signature-256": `sha256=${hex(secret, body)}`, "x-github-event": "push" }),
  },
  "a Standard Webhooks signature": {
    kind: "generic",
    prove: (secret, body) => {
      const signed = createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64")).update(`msg_1.${now()}.${body}`);
      return { "webhook-id": "msg_1", "webhook-timestamp": now(), "webhook-signature": `v1,${signed.digest("base64")}` };
    },
  },
};

/** What each of the five sources posts for alert number `n`. Each body differs. */
export const BODIES: Record<"alertmanager" | "grafana" | "pagerduty" | "datadog" | "generic", (n: number, status: "firing" | "resolved") => object> =
  {
    alertmanager: (n, status) => ({ version: "4", status, alerts: [alertOf(n, status)] }),
    grafana: (n, status) => ({
      version: "1",
      orgId: 1,
      status,
      title: `Alert ${n}`,
      alerts: [{ ...alertOf(n, status), valueString: `[ value=${n} ]` }],
    }),
    pagerduty: (n, status) => ({
      event: {
        id: `E${n}-${status}`,
        event_type: status === "firing" ? "incident.triggered" : "incident.resolved",
        occurred_at: instant(n),
        data: {
          id: `P${n}`,
          type: "incident",
          title: `Alert ${n}`,
          status: status === "firing" ? "triggered" : "resolved",
          urgency: "low",
          created_at: instant(n),
        },
      },
    }),
    datadog: (n, status) => ({
      title: `Alert ${n}`,
      cycle: `c${n}`,
      alert_id: `${n}`,
      transition: status === "firing" ? "Warn" : "Recovered",
      date: Date.parse(instant(n)),
      tags: `n:${n}`,
    }),
    generic: (n, status) => ({ title: `Alert ${n}`, status, severity: "warning", key: `k${n}`, startsAt: instant(n) }),
  };

const instant = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 1_000).toISOString();

function alertOf(n: number, status: string): object {
  const endsAt = status === "resolved" ? instant(n + 60) : "0001-01-01T00:00:00Z";
  const labels = { alertname: `Alert ${n}`, severity: "warning", n: String(n) };
  return { status, labels, annotations: { summary: `Alert ${n}` }, startsAt: instant(n), endsAt, fingerprint: `f${n}`, generatorURL: "" };
}
