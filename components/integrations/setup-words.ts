import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";

export type Setup = { steps: string[]; sample: { label: string; text: string } | null };

const DATADOG_PAYLOAD = `{
  "title": "$EVENT_TITLE",
  "message": "$EVENT_MSG",
  "transition": "$ALERT_TRANSITION",
  "type": "$ALERT_TYPE",
  "priority": "$ALERT_PRIORITY",
  "alert_id": "$ALERT_ID",
  "cycle": "$ALERT_CYCLE_KEY",
  "scope": "$ALERT_SCOPE",
  "tags": "$TAGS",
  "date": "$DATE",
  "link": "$LINK"
}`;

/** How each system is told where to send, and how to prove that it is itself. `secret` stands for the secret where it is not shown any more. */
export function setupOf(kind: IntegrationKind, url: string, secret: string): Setup {
  switch (kind) {
    case "alertmanager":
      return {
        steps: ["Add this receiver to alertmanager.yml, name it in a route, and reload Alertmanager."],
        sample: {
          label: "alertmanager.yml",
          text: `receivers:\n  - name: muster\n    webhook_configs:\n      - url: ${url}\n        send_resolved: true\n        http_config:\n          authorization:\n            credentials: ${secret}`,
        },
      };
    case "grafana":
      return {
        steps: [
          "In Grafana open Alerting → Contact points → Add, and choose Webhook.",
          `URL: ${url}`,
          "Under HMAC Signature enter the secret, and X-Grafana-Alerting-Timestamp as the timestamp header. Older Grafana: Authorization Header, scheme Bearer, the secret as credentials.",
          "Name the contact point in a notification policy.",
        ],
        sample: null,
      };
    case "pagerduty":
      return {
        steps: [
          "In PagerDuty open Integrations → Generic Webhooks (v3) → New Webhook.",
          `URL: ${url}`,
          "Choose the events incident.triggered, incident.acknowledged, incident.reopened and incident.resolved.",
          "PagerDuty shows a secret when it is saved: enter it here under Replace the secret.",
        ],
        sample: null,
      };
    case "datadog":
      return {
        steps: [
          "In Datadog open Integrations → Webhooks → New.",
          `URL: ${url}`,
          `Custom headers: {"Authorization": "Bearer ${secret}"}`,
          "Give it the payload below, and name it in monitors as @webhook-….",
        ],
        sample: { label: "Payload", text: DATADOG_PAYLOAD },
      };
    case "github":
      return {
        steps: [
          "In the repository or organisation open Settings → Webhooks → Add webhook.",
          `Payload URL: ${url}`,
          "Content type: application/json. Secret: the secret.",
          "Choose the events Deployments, Deployment statuses, Releases and Pushes.",
        ],
        sample: null,
      };
    case "generic":
      return {
        steps: ["Send a POST with JSON. The fields are found by the mapping; without one they are called as below."],
        sample: {
          label: "Example",
          text: `curl -X POST ${url} \\\n  -H 'authorization: Bearer ${secret}' \\\n  -d '{"title": "Payments fail", "status": "firing", "severity": "critical",\n       "key": "payments", "service": "payment-api"}'`,
        },
      };
    default:
      return kind satisfies never;
  }
}
