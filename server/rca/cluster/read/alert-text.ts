import type { Alert } from "../../bundle.ts";
import { list, record, words } from "./loose.ts";

/** What watches over the cluster says of one thing. */
export type AlertText = { source: string; kind: "node" | "service"; name: string; lines: string[] };

/** Alerts in JSON (`{alerts: [{type, name, evidence}]}`, Alertmanager's `{labels, annotations}`) as lines by thing. */
export function readAlerts(value: unknown, source: string): AlertText[] {
  const all = Array.isArray(value) ? value : list(record(value).alerts ?? record(record(value).data).alerts);
  return all.map(record).flatMap((alert) => {
    const [labels, notes] = [record(alert.labels), record(alert.annotations)];
    const node = words(labels.node) || (/^node$/i.test(words(alert.type)) ? words(alert.name) : "");
    const name = node || words(alert.service) || words(labels.service) || words(labels.deployment) || words(labels.pod) || words(alert.name);
    const lines = [...list(alert.evidence), alert.summary, alert.description, notes.summary, notes.description, labels.alertname]
      .map(words)
      .filter((line) => line !== "");
    return name === "" || lines.length === 0 ? [] : [{ source, kind: node ? ("node" as const) : ("service" as const), name, lines }];
  });
}

export function alertTexts(alerts: readonly Alert[]): AlertText[] {
  return alerts.flatMap(({ service, name, summary, labels }) => {
    const about = labels.node ?? service ?? labels.deployment ?? labels.pod;
    return about
      ? [{ source: "alerts.json", kind: labels.node ? ("node" as const) : ("service" as const), name: about, lines: [name, summary].filter(Boolean) }]
      : [];
  });
}
