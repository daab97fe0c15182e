import type { z } from "zod";
import { CONNECTION_KINDS, type ConnectionKind, type ConnectionKindDescription, isTracking } from "#lib/contracts/connection-kinds.ts";
import { ConnectorFailed, type OpenConnection, openLink } from "#server/connectors/index.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { checkUrl, RefusedAddress } from "#server/platform/outgoing/index.ts";
import { checkFor } from "./stored.ts";

export type Parsed = { settings: Record<string, unknown>; secrets: Record<string, string> };

/** What a kind takes, and nothing else. Throws with the field that is wrong. Pure. */
export function parseConnection(kind: ConnectionKind, settings: unknown, secrets: unknown): Parsed {
  const description: ConnectionKindDescription = CONNECTION_KINDS[kind];
  return {
    settings: parsed(description.settings, settings),
    secrets: parsed(description.secrets, secrets) as Record<string, string>,
  };
}

/** Refuses what can be seen to be wrong before anything is asked: an address that may not be asked, a kubeconfig that cannot be used. */
export async function checkConnection(
  kind: ConnectionKind,
  name: string,
  { settings, secrets }: Parsed,
  allowedHosts: readonly string[],
): Promise<void> {
  for (const field of ["url", "apiUrl"]) checkAddress(field, settings[field], allowedHosts);
  if (kind === "datadog" && secrets.apiKey === "") throw refused("apiKey", "Datadog wants an API key. Make one in Organization settings → API keys.");
  if (kind === "slack" && secrets.token === "")
    throw refused("token", "Slack wants a bot token. Copy it from OAuth & Permissions of your Slack app.");
  if (kind === "pagerduty" && secrets.routingKey === "")
    throw refused("routingKey", "PagerDuty wants the integration key of an “Events API V2” integration.");
  if (isTracking(kind) && secrets.token === "") throw refused("token", "A token is wanted, so that tickets can be made.");
  if (kind !== "kubernetes") return;
  const connection = { kind, name, source: "settings", settings, secrets, check: checkFor(kind, name), allowedHosts } as OpenConnection;
  try {
    const link = await openLink(connection);
    checkUrl(link.far.url, allowedHosts);
  } catch (error) {
    if (error instanceof ConnectorFailed) throw refused("kubeconfig", error.message);
    if (error instanceof RefusedAddress) throw refused("kubeconfig", error.message);
    throw error;
  }
}

function checkAddress(field: string, given: unknown, allowedHosts: readonly string[]): void {
  if (typeof given !== "string" || given === "") return;
  try {
    checkUrl(given, allowedHosts);
  } catch (error) {
    throw error instanceof RefusedAddress ? refused(field, error.message) : error;
  }
}

function parsed(schema: z.ZodObject, given: unknown): Record<string, unknown> {
  const { success, data, error } = schema.strict().safeParse(given);
  if (success) return data;
  const issues = error.issues.map((issue) => {
    const [path = ""] = issue.code === "unrecognized_keys" ? issue.keys : issue.path.map(String);
    return {
      path,
      message:
        issue.code === "unrecognized_keys" ? `There is no field “${path}”. There are: ${Object.keys(schema.shape).join(", ")}.` : issue.message,
    };
  });
  throw new InvalidError(issues[0]?.message ?? "The input is not usable.", "invalid_input", issues);
}

export function refused(path: string, message: string): InvalidError {
  return new InvalidError(message, "invalid_input", [{ path, message }]);
}
