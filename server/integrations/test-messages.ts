import type { Mapping } from "#lib/contracts/integration.ts";
import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { stepsOf } from "#server/platform/foreign-json.ts";

type About = { id: string; at: string; name: string; mapping: Mapping };
type Message = { subject: string; body: object };

const TITLE = "Test alert of Muster";
const labelsOf = (id: string) => ({ alertname: "MusterTest", severity: "info", test: "true", run: id });
const alertOf = ({ id, at }: About) => ({
  status: "firing",
  labels: labelsOf(id),
  annotations: { summary: TITLE, description: "Somebody pressed “Send test alert”. Nothing is wrong." },
  startsAt: at,
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "",
  fingerprint: id,
});

const MESSAGES: Record<IntegrationKind, (about: About) => Message> = {
  alertmanager: (about) => ({ subject: "", body: { version: "4", status: "firing", receiver: "muster", alerts: [alertOf(about)] } }),
  grafana: (about) => ({ subject: "", body: { version: "1", status: "firing", title: TITLE, alerts: [alertOf(about)] } }),
  pagerduty: ({ id, at }) => ({
    subject: "",
    body: {
      event: {
        id,
        event_type: "incident.triggered",
        occurred_at: at,
        data: { id, type: "incident", title: TITLE, status: "triggered", urgency: "low", created_at: at, priority: { summary: "P5" } },
      },
    },
  }),
  datadog: ({ id, at }) => ({
    subject: "",
    body: { title: TITLE, alert_id: id, cycle: id, transition: "Triggered", priority: "P5", date: Date.parse(at), tags: "test:true" },
  }),
  generic: ({ id, mapping }) => ({ subject: "", body: bodyBy(mapping, id) }),
  github: ({ id, at, name }) => ({
    subject: "deployment",
    body: {
      deployment: { id, ref: "test", environment: "production", created_at: at, creator: { login: "muster" } },
      repository: { name, html_url: "https://github.com/example/example" },
    },
  }),
};

/** A message such as the system behind an integration sends. */
export function testMessage(kind: IntegrationKind, about: About): Message {
  return MESSAGES[kind](about);
}

/** One in which each field stands where the mapping looks for it. */
function bodyBy({ list, title, status, level, key }: Mapping, id: string): object {
  const item: Record<string, unknown> = {};
  for (const [path, value] of [
    [title, TITLE],
    [status, "firing"],
    [level, "info"],
    [key, id],
  ] as const)
    put(item, stepsOf(path), value);
  if (list === "") return item;
  const body: Record<string, unknown> = {};
  put(body, stepsOf(list), [item]);
  return body;
}

function put(into: Record<string, unknown>, steps: string[], value: unknown): void {
  const [step, ...rest] = steps;
  if (step === undefined || step === "__proto__") return;
  if (rest.length === 0) {
    into[step] = value;
    return;
  }
  const next = (into[step] ?? (/^\d+$/.test(rest[0] ?? "") ? [] : {})) as Record<string, unknown>;
  into[step] = next;
  put(next, rest, value);
}
