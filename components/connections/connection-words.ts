import type { Tone } from "#components/ui/badge.tsx";
import type { ConnectionSummary, ConnectionTest } from "#lib/contracts/connection.ts";
import { CONNECTION_KINDS, type ConnectionKind, type ConnectionKindDescription } from "#lib/contracts/connection-kinds.ts";

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
  const { url, site, context } = settings as Record<string, string | undefined>;
  if (kind === "kubernetes") return source === "environment" ? (secrets.kubeconfig ?? "") : context || "the kubeconfig's current context";
  return url || site || "datadoghq.com";
}

/** Which variables of the environment make it, each secret as far as it may be seen. Pure. */
export function variablesOf({ kind, settings, secrets }: ConnectionSummary): { name: string; value: string }[] {
  const { environment }: ConnectionKindDescription = CONNECTION_KINDS[kind];
  return Object.entries(environment).flatMap(([field, name]) => {
    const value = secrets[field] ?? settings[field];
    return value === undefined || value === "" ? [] : [{ name, value: String(value) }];
  });
}

export const KIND_OPTIONS = (Object.keys(CONNECTION_KINDS) as ConnectionKind[]).map((value) => ({ value, label: CONNECTION_KINDS[value].title }));
