import { IntegrationSettings, type ParsedAlert } from "#lib/contracts/integration.ts";
import { changeOfApi, changesOfGithub, type ParsedChange } from "#server/changes/index.ts";
import { alertOfApi, alertsIn, Unreadable } from "../sources/index.ts";
import type { ClaimedEvent } from "./claim-events.ts";

/** What a message says, or why it cannot be read. */
export type ReadEvent = { event: ClaimedEvent; alerts: ParsedAlert[]; changes: ParsedChange[]; problem: string | null };

export function readEvent(event: ClaimedEvent): ReadEvent {
  try {
    return { event, alerts: [], changes: [], problem: null, ...signalsIn(event) };
  } catch (error) {
    if (error instanceof Unreadable) return { event, alerts: [], changes: [], problem: error.message };
    throw error;
  }
}

function signalsIn({ kind, subject, body, settings }: Pick<ClaimedEvent, "kind" | "subject" | "body" | "settings">): Partial<ReadEvent> {
  const text = body.toString("utf8");
  if (kind === "github") return { changes: changesOfGithub(subject, text) };
  if (kind !== null) return { alerts: alertsIn(kind, text, settingsOf(settings)) };
  return subject === "change" ? { changes: [changeOfApi(text)] } : { alerts: [alertOfApi(text)] };
}

/** What an integration was given, where that still fits; else the defaults. */
export function settingsOf(stored: unknown): IntegrationSettings {
  const parsed = IntegrationSettings.safeParse(stored);
  return parsed.success ? parsed.data : IntegrationSettings.parse({});
}
