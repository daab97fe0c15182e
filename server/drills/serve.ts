import { control } from "./serve/control.ts";
import { type DatadogKeys, datadog } from "./serve/datadog.ts";
import { grafana } from "./serve/grafana.ts";
import { kubernetes } from "./serve/kubernetes/kubernetes.ts";
import { type Handler, type Listening, listen } from "./serve/listen.ts";
import { loki } from "./serve/loki.ts";
import { prometheus } from "./serve/prometheus.ts";
import { openStage, type Stage, type StageOptions } from "./serve/stage.ts";

export const SYSTEMS = ["prometheus", "loki", "kubernetes", "grafana", "datadog", "control"] as const;
export type System = (typeof SYSTEMS)[number];

/** `ports`: one for each system; any that is free unless said. `token`: asked of every system but Datadog, which has keys. */
export type DrillOptions = StageOptions & { ports?: Partial<Record<System, number>>; token?: string; datadogKeys?: DatadogKeys };

export type RunningDrill = { stage: Stage; urls: Record<System, string>; close(): Promise<void> };

/** Starts a practice world that answers over HTTP on loopback, each system on a port of its own, so that addresses look as they do elsewhere. */
export async function startWorld({ ports = {}, token, datadogKeys, ...options }: DrillOptions): Promise<RunningDrill> {
  const stage = openStage(options);
  const handlers: Record<System, Handler> = {
    prometheus: prometheus(stage, token),
    loki: loki(stage, token),
    kubernetes: kubernetes(stage, token),
    grafana: grafana(stage, token),
    datadog: datadog(stage, datadogKeys),
    control: control(stage, token),
  };
  const servers: [System, Listening][] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(([, server]) => server.close()));
  };
  try {
    for (const system of SYSTEMS) servers.push([system, await listen(handlers[system], ports[system] ?? 0)]);
  } catch (error) {
    await close();
    throw error;
  }
  return { stage, urls: Object.fromEntries(servers.map(([system, { url }]) => [system, url])) as Record<System, string>, close };
}
