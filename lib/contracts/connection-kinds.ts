import { z } from "zod";
import { address, type ConnectionKindDescription, secretOf } from "./connection-parts.ts";
import { NOTIFYING_KINDS } from "./notifying-kinds.ts";
import { optionalLineOf } from "./text.ts";
import { TRACKING_KINDS, type TrackingKind } from "./tracking-kinds.ts";

export type { ConnectionKindDescription } from "./connection-parts.ts";

const user = optionalLineOf(200, "The user")
  .default("")
  .meta({ title: "User", description: "Where it wants a user and a password. The token below is then the password." });
const tenant = optionalLineOf(200, "The tenant")
  .default("")
  .meta({ title: "Tenant", description: "Sent as X-Scope-OrgID, where it serves several." });

export const READING_KINDS = {
  prometheus: {
    title: "Prometheus",
    does: "reads",
    about: "Metrics, also from what speaks its language: Mimir, Thanos, VictoriaMetrics.",
    settings: z.object({ url: address("https://prometheus.example.com"), user, tenant }),
    secrets: z.object({ token: secretOf("Token", "Sent as a bearer token, or as the password of the user. Leave it empty where none is wanted.") }),
    environment: { url: "PROMETHEUS_URL", user: "PROMETHEUS_USER", tenant: "PROMETHEUS_TENANT", token: "PROMETHEUS_TOKEN" },
    needs: ["url"],
  },
  loki: {
    title: "Loki",
    does: "reads",
    about: "Log lines.",
    settings: z.object({ url: address("https://loki.example.com"), user, tenant }),
    secrets: z.object({ token: secretOf("Token", "Sent as a bearer token, or as the password of the user. Leave it empty where none is wanted.") }),
    environment: { url: "LOKI_URL", user: "LOKI_USER", tenant: "LOKI_TENANT", token: "LOKI_TOKEN" },
    needs: ["url"],
  },
  grafana: {
    title: "Grafana",
    does: "reads",
    about: "Dashboards, annotations, and the data sources behind them.",
    settings: z.object({ url: address("https://grafana.example.com") }),
    secrets: z.object({ token: secretOf("Token", "Of a service account with the role Viewer: Administration → Service accounts.") }),
    environment: { url: "GRAFANA_URL", token: "GRAFANA_TOKEN" },
    needs: ["url"],
  },
  datadog: {
    title: "Datadog",
    does: "reads",
    about: "Log lines, metrics and events.",
    settings: z.object({
      site: z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z0-9][a-z0-9.-]{2,80}$/, "Give the site as in datadoghq.com, datadoghq.eu or us5.datadoghq.com.")
        .default("datadoghq.com")
        .meta({ title: "Site", placeholder: "datadoghq.eu", description: "What stands after app. in the address of your Datadog." }),
      url: optionalLineOf(2_048, "The address")
        .default("")
        .meta({ title: "Another address", description: "Only where Datadog is reached through a proxy of your own." }),
    }),
    secrets: z.object({
      apiKey: secretOf("API key", "Organization settings → API keys."),
      appKey: secretOf("Application key", "With the scopes logs_read_data, timeseries_query, metrics_read and events_read."),
    }),
    environment: { site: "DATADOG_SITE", url: "DATADOG_URL", apiKey: "DATADOG_API_KEY", appKey: "DATADOG_APP_KEY" },
    needs: ["apiKey"],
  },
  kubernetes: {
    title: "Kubernetes",
    does: "reads",
    about: "Pods, events, rollouts, nodes and what changed in a cluster.",
    settings: z.object({
      context: optionalLineOf(300, "The context")
        .default("")
        .meta({ title: "Context", description: "Which context of the kubeconfig; empty: its current one." }),
      namespaces: z
        .array(
          z
            .string()
            .trim()
            .toLowerCase()
            .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "Namespaces have small letters, digits and hyphens."),
        )
        .max(50)
        .default([])
        .meta({ title: "Namespaces", description: "One a line, where the account may not see all. Empty: every namespace." }),
    }),
    secrets: z.object({
      kubeconfig: z.string().max(200_000, "The kubeconfig has at most 200,000 characters.").default("").meta({
        title: "Kubeconfig",
        isMultiline: true,
        description: "Of an account that only reads, with everything inside: kubectl config view --raw --flatten --minify.",
      }),
    }),
    environment: { kubeconfig: "KUBECONFIG", context: "KUBE_CONTEXT" },
    needs: ["kubeconfig"],
  },
} as const satisfies Record<string, ConnectionKindDescription>;

/** Everything that Muster is connected to: what evidence is read from, and what pages go out by. */
export const CONNECTION_KINDS = { ...READING_KINDS, ...NOTIFYING_KINDS, ...TRACKING_KINDS } as const;

export type ReadingKind = keyof typeof READING_KINDS;
export const READING_KIND_NAMES = Object.keys(READING_KINDS) as [ReadingKind, ...ReadingKind[]];
export type ConnectionKind = keyof typeof CONNECTION_KINDS;
export const CONNECTION_KIND_NAMES = Object.keys(CONNECTION_KINDS) as [ConnectionKind, ...ConnectionKind[]];
export type SettingsOf<K extends ConnectionKind> = z.output<(typeof CONNECTION_KINDS)[K]["settings"]>;
export type SecretsOf<K extends ConnectionKind> = z.output<(typeof CONNECTION_KINDS)[K]["secrets"]>;

export function isTracking(kind: ConnectionKind): kind is TrackingKind {
  return kind in TRACKING_KINDS;
}

export function isReading(kind: ConnectionKind): kind is ReadingKind {
  return kind in READING_KINDS;
}
