import type { Tone } from "#components/ui/badge.tsx";
import type { ConnectionSummary, ConnectionTest } from "#lib/contracts/connection.ts";
import { CONNECTION_KINDS, type ConnectionKind, type ConnectionKindDescription, READING_KIND_NAMES } from "#lib/contracts/connection-kinds.ts";
import { NOTIFYING_KIND_NAMES } from "#lib/contracts/notifying-kinds.ts";
import { TRACKING_KIND_NAMES } from "#lib/contracts/tracking-kinds.ts";

type Word = { word: string; tone: Tone };

/** How a connection stands, in a word. Pure. */
export function stateOf({ isEnabled, problem }: ConnectionSummary, test: ConnectionTest | null): Word {
  if (!isEnabled) return { word: "disabled", tone: "neutral" };
  if (problem) return { word: "not usable", tone: "bad" };
  if (!test) return { word: "not tested yet", tone: "neutral" };
  return test.isGood ? { word: "working", tone: "good" } : { word: "failing", tone: "bad" };
}

/** Where a connection leads, in a line. Pure. */
export function placeOf({ kind, settings, secrets, source }: ConnectionSummary): string {
  const { url, site, context, channel } = settings as Record<string, string | undefined>;
  if (kind === "slack") return channel ? `channel ${channel}, and direct messages` : "direct messages only";
  if (kind === "pagerduty") return url || "events.pagerduty.com";
  if (kind === "kubernetes") return source === "environment" ? (secrets.kubeconfig ?? "") : context || "the kubeconfig's current context";
  if (kind === "github" || kind === "jira" || kind === "linear") return ticketPlaceOf(settings as Record<string, string | undefined>);
  return url || site || "datadoghq.com";
}

function ticketPlaceOf({ repository, project, team, url }: Record<string, string | undefined>): string {
  return [repository ?? (project ? `project ${project}` : `team ${team}`), url].filter(Boolean).join(", ");
}

/** Which variables of the environment make it, each secret as far as it may be seen. Pure. */
export function variablesOf({ kind, settings, secrets }: ConnectionSummary): { name: string; value: string }[] {
  const { environment }: ConnectionKindDescription = CONNECTION_KINDS[kind];
  return Object.entries(environment).flatMap(([field, name]) => {
    const value = secrets[field] ?? settings[field];
    return value === undefined || value === "" ? [] : [{ name, value: String(value) }];
  });
}

/** Where the other side sends what happens there; null where nothing comes back. Pure. */
export function inboundOf({ kind, id }: Pick<ConnectionSummary, "kind" | "id">): string | null {
  if (kind === "pagerduty") return `Webhook subscription to /api/pagerduty/${id}`;
  return kind === "slack" ? "Buttons to /api/slack/interactions, /muster to /api/slack/commands" : null;
}

export type Ability = ConnectionKindDescription["does"];

export function abilityOf(kind: ConnectionKind): Ability {
  return CONNECTION_KINDS[kind].does;
}

const optionsOf = (kinds: readonly ConnectionKind[]) => kinds.map((value) => ({ value, label: CONNECTION_KINDS[value].title }));
export const KIND_OPTIONS: Record<Ability, { value: ConnectionKind; label: string }[]> = {
  reads: optionsOf(READING_KIND_NAMES),
  notifies: optionsOf(NOTIFYING_KIND_NAMES),
  tracks: optionsOf(TRACKING_KIND_NAMES),
};
