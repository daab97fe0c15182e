import { isStore, NAMESPACE, serviceOf } from "../world/shop.ts";
import type { KubeObject, ServiceSpec } from "../world/types.ts";
import { instant } from "./pod-objects.ts";

/** The settings of a service, and the names (never the values) of its secrets. */
export function configObjects(service: ServiceSpec, begin: number): KubeObject[] {
  if (isStore(service)) return [];
  const creationTimestamp = instant(begin - 40 * 86_400_000);
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: `${service.name}-config`, namespace: NAMESPACE, creationTimestamp },
      data: settingsOf(service),
    },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: `${service.name}-secrets`, namespace: NAMESPACE, creationTimestamp },
      type: "Opaque",
      data: {},
    },
  ];
}

function settingsOf({ calls, pool }: ServiceSpec): Record<string, string> {
  const addresses = calls.map(({ to }): [string, string] => {
    const { runtime, port } = serviceOf(to);
    return [`${to.replaceAll("-", "_").toUpperCase()}_ADDRESS`, runtime === "outside" ? `api.${to}.example:443` : `${to}:${port}`];
  });
  const waits = calls.map(({ to, timeoutMs }): [string, string] => [`${to.replaceAll("-", "_").toUpperCase()}_TIMEOUT_MS`, String(timeoutMs)]);
  return Object.fromEntries([["LOG_LEVEL", "info"], ...addresses, ...waits, ...(pool ? [["DB_POOL_MAX", String(pool.max)]] : [])]);
}
