import { ReceiveAlert } from "#lib/contracts/alert.ts";
import type { IntegrationSettings, ParsedAlert } from "#lib/contracts/integration.ts";
import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { jsonOf, line, Unreadable } from "#server/platform/foreign-json.ts";
import { alertmanager } from "./alertmanager.ts";
import { datadog } from "./datadog.ts";
import { generic } from "./generic.ts";
import { grafana } from "./grafana.ts";
import { levelOf } from "./level-of.ts";
import { pagerduty } from "./pagerduty.ts";
import type { Source } from "./source.ts";

export { Unreadable } from "#server/platform/foreign-json.ts";

/** Who reads the messages of each kind. GitHub tells of changes only (server/changes). */
export const SOURCES: Record<Exclude<IntegrationKind, "github">, Source> = { alertmanager, grafana, pagerduty, datadog, generic };

/** The alerts of a message. @throws Unreadable with what is wrong with it. */
export function alertsIn(kind: keyof typeof SOURCES, body: string, settings: IntegrationSettings): ParsedAlert[] {
  return SOURCES[kind](jsonOf(body), settings);
}

/** The alert that a script sent; its shape was checked when it came. */
export function alertOfApi(body: string): ParsedAlert {
  const parsed = ReceiveAlert.safeParse(jsonOf(body));
  if (!parsed.success) throw new Unreadable(parsed.error.issues[0]?.message ?? "It is no alert.");
  const { title, status, severity, key, service, description, labels, link, startsAt } = parsed.data;
  return {
    key: key ?? title,
    status,
    level: levelOf(severity) ?? "warning",
    title,
    description,
    labels: { ...labels, ...(service ? { service: line(service, 200) } : {}) },
    link: link ?? null,
    startsAt: status === "firing" ? (startsAt ?? null) : null,
    endsAt: null,
  };
}
