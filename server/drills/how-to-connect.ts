import type { System } from "./serve.ts";
import { CLUSTER, NAMESPACE } from "./world/shop.ts";
import type { Scenario } from "./world/types.ts";

/** What a person needs to look at a drill: the addresses, as variables and for kubectl, and how to end the trouble. Nothing of the cause. */
export function howToConnect({ title, noticed }: Scenario, urls: Record<System, string>, kubeconfig: string, token?: string): string {
  const withToken = token ? ` -H "Authorization: Bearer ${token}"` : "";
  return [
    `DRILL: ${title}. ${noticed}`,
    "",
    `export PROMETHEUS_URL=${urls.prometheus}`,
    `export LOKI_URL=${urls.loki}`,
    `export GRAFANA_URL=${urls.grafana}`,
    `export GRAFANA_TOKEN=${token ?? "drill"}`,
    `export DATADOG_URL=${urls.datadog}`,
    "export DATADOG_API_KEY=drill DATADOG_APP_KEY=drill",
    `export KUBECONFIG=${kubeconfig}`,
    ...(token ? [`export PROMETHEUS_TOKEN=${token} LOKI_TOKEN=${token}`] : []),
    "",
    `kubectl get pods -n ${NAMESPACE}`,
    `curl${withToken} ${urls.control}/state`,
    `curl${withToken} -X POST ${urls.control}/revert -d '{"id": "<the change to take back>"}'`,
    `curl${withToken} -X POST ${urls.control}/clock -d '{"speed": 10}'`,
    "",
    "It runs until Ctrl-C.",
  ].join("\n");
}

export function kubeconfigFor(server: string, token?: string): string {
  const user = token ? { token } : {};
  return JSON.stringify(
    {
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: CLUSTER, cluster: { server } }],
      users: [{ name: "drill", user }],
      contexts: [{ name: CLUSTER, context: { cluster: CLUSTER, user: "drill", namespace: NAMESPACE } }],
      "current-context": CLUSTER,
    },
    null,
    2,
  );
}
