import type { Tone } from "#components/ui/badge.tsx";
import type { AlertSummary } from "#lib/contracts/alert.ts";
import type { AlertLevel, AlertOutcome, ChangeKind, SignalKind } from "#lib/contracts/alert-terms.ts";

export const LEVEL_TONES: Record<AlertLevel, Tone> = { critical: "bad", error: "bad", warning: "warn", info: "neutral" };

export const OUTCOME_WORDS: Record<AlertOutcome, string> = {
  pending: "being decided",
  declared: "declared",
  attached: "attached",
  recorded: "only recorded",
  maintenance: "held by maintenance",
  storm: "in a storm",
};

export const SIGNAL_WORDS: Record<SignalKind, string> = {
  fired: "Fired",
  repeated: "Fired once more",
  refired: "Fired again after it was resolved",
  resolved: "Resolved by its source",
  late: "Came late, and changed nothing",
};

export const CHANGE_WORDS: Record<ChangeKind, string> = {
  deploy: "deploy",
  flag: "flag",
  config: "configuration",
  migration: "migration",
  infrastructure: "infrastructure",
  other: "change",
};

/** How often it was seen, in words; empty for once. */
export function timesWords({ occurrences, refires }: Pick<AlertSummary, "occurrences" | "refires">): string {
  const times = occurrences > 1 ? `${occurrences.toLocaleString("en")} times` : "";
  const again = refires > 0 ? `${refires} × again` : "";
  return [times, again].filter(Boolean).join(", ");
}

export type AlertGroup = { key: string; title: string; alerts: AlertSummary[] };

/** The alerts under what they share, in the order in which each group first comes. Pure. */
export function groupAlerts(alerts: readonly AlertSummary[], by: "none" | "service" | "source" | "incident"): AlertGroup[] {
  if (by === "none") return [{ key: "all", title: "", alerts: [...alerts] }];
  const named = Map.groupBy(alerts, (alert) => groupOf(alert, by));
  return [...named].map(([title, ofOne]) => ({ key: title, title, alerts: ofOne }));
}

function groupOf({ service, integration, incident }: AlertSummary, by: "service" | "source" | "incident"): string {
  if (by === "service") return service?.name ?? "Without a service";
  if (by === "source") return integration.name;
  return incident ? `${incident.reference} · ${incident.title}` : "Without an incident";
}
