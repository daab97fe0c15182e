import type { Cluster } from "../cluster.ts";
import type { LogText } from "../read/log-text.ts";
import { showLog } from "./crashes.ts";
import { cut, FAINT, type Found, SUSPECTED, showOutput, WEAK } from "./found.ts";

/** Who cannot reach whom: tries from a terminal, and errors in the logs of callers. All of it follows from trouble at the other end or between. */
export function checkReaches(cluster: Cluster): Found[] {
  return [...tries(cluster), ...cluster.logs.flatMap((log) => callsIn(log, cluster))];
}

function tries(cluster: Cluster): Found[] {
  return cluster.reaches.flatMap(({ host, port, isReached, text, source, lossPercent, delayMs }): Found[] => {
    const [short = ""] = host.split(".");
    const names = { workload: short };
    const shows = [showOutput(source, `${host}${port ? `:${port}` : ""}`, text)];
    if (lossPercent !== null && lossPercent > 0 && lossPercent < 100)
      return [
        {
          service: nameOfHost(cluster, host),
          signature: "network-loss",
          statement: `${host} loses packets on the network: ${lossPercent} % packet loss.`,
          strength: SUSPECTED,
          role: "either" as const,
          names,
          shows,
        },
      ];
    if (delayMs !== null && delayMs > 100)
      return [
        {
          service: nameOfHost(cluster, host),
          signature: "network-delay",
          statement: `The network to ${host} is slow: ${delayMs} ms delay on average.`,
          strength: SUSPECTED,
          role: "either" as const,
          names,
          shows,
        },
      ];
    if (isReached) return [];
    return [
      {
        service: nameOfHost(cluster, host),
        signature: null,
        statement: `${host}${port ? ` port ${port}` : ""} cannot be reached (${cut(text, 120)}).`,
        strength: WEAK,
        role: "effect" as const,
        names,
        shows,
      },
    ];
  });
}

function nameOfHost(cluster: Cluster, host: string): string {
  const node = cluster.nodes.find(({ name, address }) => name === host || address === host);
  if (node) return `node/${node.name}`;
  const pod = cluster.pods.find(({ ip }) => ip === host);
  return pod?.workload ?? cluster.services.find(({ clusterIp }) => clusterIp === host)?.name ?? host.split(".")[0] ?? host;
}

/** Errors of a caller that name the service it could not reach, by name or by address. */
function callsIn(log: LogText, cluster: Cluster): Found[] {
  const byCallee = new Map<string, { line: string; count: number }>();
  for (const { text, count } of log.lines) {
    if (
      !/refused|timed? ?out|deadline|no such host|unavailable|unreachable|unable to connect|no healthy upstream|EAI_AGAIN|could not (connect|resolve)/i.test(
        text,
      )
    )
      continue;
    const callee = calleeIn(text, cluster);
    if (!callee || callee === log.subject) continue;
    const before = byCallee.get(callee);
    byCallee.set(callee, before ? { ...before, count: before.count + count } : { line: text, count });
  }
  return [...byCallee].map(([callee, { line, count }]) => ({
    service: log.subject,
    signature: null,
    statement: `${log.subject} cannot reach ${callee} (${count} lines): “${cut(line, 240)}”.`,
    strength: FAINT,
    role: "effect" as const,
    blames: callee,
    names: { workload: log.subject },
    shows: [showLog(log)],
  }));
}

function calleeIn(text: string, cluster: Cluster): string | null {
  for (const [address] of text.matchAll(/\d+\.\d+\.\d+\.\d+(?=:\d)/g)) {
    const service = cluster.services.find(({ clusterIp }) => clusterIp === address) ?? null;
    const pod = service ? null : cluster.pods.find(({ ip }) => ip === address);
    if (service ?? pod) return service?.name ?? pod?.workload ?? null;
  }
  const [, host] =
    /(?:lookup|EAI_AGAIN|resolve host:?|connect to|UnableToConnect on|https?:\/\/) ?([a-z][a-z0-9-]{2,})(?=[\s.:/'",]|$)/i.exec(text) ?? [];
  return host && (cluster.services.some(({ name }) => name === host) || cluster.workloads.some(({ name }) => name === host)) ? host : null;
}
