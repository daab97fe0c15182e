import type { ConnectionSummary } from "#lib/contracts/connection.ts";
import { CONNECTION_KINDS, type ConnectionKindDescription, READING_KIND_NAMES, type ReadingKind } from "#lib/contracts/connection-kinds.ts";
import { env } from "#server/platform/env.ts";
import type { OpenConnection } from "./define.ts";
import { hintOf } from "./hint.ts";
import { met, refuse } from "./meet.ts";

type FromEnvironment = { id: string; kind: ReadingKind; name: string; open: OpenConnection | null; summary: ConnectionSummary };

/** How the connections are that these variables make, asked from here: what was found, or what to check. For a shell without a console. */
export async function testEnvironment(values: Record<string, unknown>): Promise<{ kind: ReadingKind; isGood: boolean; message: string }[]> {
  return Promise.all(
    connectionsOfEnvironment([], values).map(async ({ kind, open, summary }) => ({
      kind,
      ...(await met(async () => open ?? refuse(summary.problem))),
    })),
  );
}

/** The connections that variables of the environment make, as in `GRAFANA_URL` and `GRAFANA_TOKEN`. */
export function connectionsOfEnvironment(allowedHosts: readonly string[], values: Record<string, unknown> = env()): FromEnvironment[] {
  return READING_KIND_NAMES.flatMap((kind) => connectionOf(kind, allowedHosts, values) ?? []);
}

function connectionOf(kind: ReadingKind, allowedHosts: readonly string[], values: Record<string, unknown>): FromEnvironment | null {
  const { title: name, settings, secrets, environment, needs }: ConnectionKindDescription = CONNECTION_KINDS[kind];
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([field, variable]) => (values[variable] ? [[field, String(values[variable])]] : [])),
  );
  if (needs.some((field) => !given[field])) return null;
  const pick = (fields: object) => Object.fromEntries(Object.entries(given).filter(([field]) => field in fields));
  const [asSettings, asSecrets] = [settings.safeParse(pick(settings.shape)), secrets.safeParse(pick(secrets.shape))];
  const problem =
    problemOf(kind, given) ??
    [asSettings, asSecrets]
      .map(({ error }) => error?.issues[0])
      .map((issue) => issue && `${environment[String(issue.path[0])]}: ${issue.message}`)
      .find(Boolean) ??
    null;
  const open =
    asSettings.success && asSecrets.success && !problem
      ? ({
          kind,
          name,
          source: "environment",
          settings: asSettings.data,
          secrets: asSecrets.data,
          check: checkFor(kind),
          allowedHosts,
        } as OpenConnection)
      : null;
  const hints = Object.entries(pick(secrets.shape)).map(([field, secret]) => [field, kind === "kubernetes" ? secret : hintOf(secret)]);
  const id = `environment-${kind}`;
  const summary: ConnectionSummary = {
    id,
    kind,
    name,
    source: "environment",
    settings: pick(settings.shape),
    secrets: Object.fromEntries(hints),
    isEnabled: true,
    problem,
    lastTest: null,
    version: 0,
  };
  return { id, kind, name, open, summary };
}

function problemOf(kind: ReadingKind, given: Record<string, string>): string | null {
  if (kind === "datadog" && !given.appKey) return "DATADOG_APP_KEY is not set, and nothing can be read with an API key alone. Set it too.";
  return null;
}

/** Names of variables, as messages tell to check. */
function checkFor(kind: ReadingKind): OpenConnection["check"] {
  const { environment, secrets }: ConnectionKindDescription = CONNECTION_KINDS[kind];
  const secret = Object.keys(secrets.shape)
    .map((field) => environment[field])
    .join(" and ");
  return { address: environment.url && kind !== "datadog" ? environment.url : (environment.site ?? secret), secret };
}
