import type { ConnectionSummary } from "#lib/contracts/connection.ts";
import { hintOf } from "#server/connectors/index.ts";
import { notifiersOfEnvironment } from "#server/platform/notifiers.ts";

/** What pages go out by because the environment says so; of secrets only how long ones end. */
export function notifierSummaries(): ConnectionSummary[] {
  return notifiersOfEnvironment().map(({ id, kind, name, settings, secrets, problem }) => {
    const given = Object.entries(secrets).filter(([, secret]) => secret !== "");
    const hints = Object.fromEntries(given.map(([field, secret]) => [field, hintOf(secret)]));
    return { id, kind, name, source: "environment", settings, secrets: hints, isEnabled: true, problem, lastTest: null, version: 0 };
  });
}
