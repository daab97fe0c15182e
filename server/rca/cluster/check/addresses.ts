import type { Cluster } from "../cluster.ts";
import { partsOf } from "../read/host-text.ts";
import type { Pod, Service, Variable } from "../view/types.ts";
import { type Found, type Shown, SURE, showObject, showOutput, WEAK } from "./found.ts";
import { isNear } from "./near.ts";

/** Addresses in variables of containers that no service answers to: a host that is none, a port that it does not offer. */
export function checkAddresses(cluster: Cluster): Found[] {
  const seen = new Set<string>();
  return cluster.pods.flatMap((pod) =>
    pod.spec.containers.flatMap(({ name, env }) =>
      env.flatMap((variable) => {
        const key = `${pod.workload} ${variable.name} ${variable.value}`;
        if (seen.has(key)) return [];
        seen.add(key);
        return wrong(cluster, pod, name, variable, env);
      }),
    ),
  );
}

const ADDRESS =
  /^(?:(?:https?|wss?|grpcs?|tcp|udp|rediss?|amqps?|mongodb|postgres(?:ql)?|mysql|kafka|nats|memcached?|ldaps?|smtp):\/\/)?(?:[^@/\s]*@)?[a-z]([\w-]*[a-z0-9])?(\.[\w-]+)*(:\d{2,5})?(\/\S*)?$/i;

function addressIn({ name, value }: Variable, env: readonly Variable[]): { host: string; port: number | null } | null {
  if (!ADDRESS.test(value)) return null;
  const { host, port } = partsOf(value);
  const isNamed = /(ADDR|ADDRESS|HOST|HOSTNAME|URL|URI|ENDPOINT|SERVER|SERVICE|DSN|BROKERS?)$/i.test(name);
  if (!(port !== null || /:\/\//.test(value) || isNamed) || host === "" || /^(localhost|true|false)$/i.test(host)) return null;
  const beside = env.find(
    (other) => /PORT$/i.test(other.name) && other.name.replace(/_?PORT$/i, "") === name.replace(/_?(HOST|HOSTNAME|ADDR|ADDRESS|SERVER)$/i, ""),
  );
  return { host, port: port ?? (beside && /^\d+$/.test(beside.value) ? Number(beside.value) : null) };
}

function wrong(cluster: Cluster, pod: Pod, container: string, variable: Variable, env: readonly Variable[]): Found[] {
  const address = addressIn(variable, env);
  if (!address) return [];
  const [short = "", second, third] = address.host.split(".");
  const isInside = second === undefined || third === "svc" || second === "svc" || cluster.services.some(({ namespace }) => namespace === second);
  if (!isInside) return [];
  const namespace = second && second !== "svc" ? second : pod.namespace;
  const service = cluster.services.find((one) => one.name === short && one.namespace === namespace);
  if (!service) return noSuchHost(cluster, pod, container, variable, address.host, namespace);
  if (address.port === null || service.isHeadless || service.ports.length === 0 || service.ports.some(({ port }) => port === address.port)) return [];
  return [wrongPort(cluster, pod, container, variable, address.port, service)];
}

/** Lines of the log of this workload with the address in it. */
function confirmedBy(cluster: Cluster, pod: Pod, address: string): Shown[] {
  const logs = cluster.logs.filter(({ subject }) => subject === pod.workload || subject === pod.name);
  return logs.flatMap((log) => {
    const line = log.lines.find(({ text }) => text.includes(address));
    return line ? [showOutput(log.source, `Log of ${log.subject}`, `${line.count} × ${line.text}`)] : [];
  });
}

function noSuchHost(cluster: Cluster, pod: Pod, container: string, variable: Variable, host: string, namespace: string): Found[] {
  const isListed = cluster.store.isListed("Service", namespace);
  const confirmed = confirmedBy(cluster, pod, host);
  const isMissing = cluster.workloads.some(({ name, namespace: where }) => name === host.split(".")[0] && where === namespace);
  if ((!isListed && confirmed.length === 0) || isMissing) return [];
  const near = cluster.services.filter(
    (one) => one.namespace === namespace && (isNear(one.name, host) || host.startsWith(one.name) || one.name.startsWith(host)),
  )[0];
  const isStrong = confirmed.length > 0 || near !== undefined;
  return [
    {
      ...base(cluster, pod, container, variable),
      statement: `Container ${container} of ${pod.workload} is configured with a wrong address: environment variable ${variable.name}=${variable.value} names the host ${host}, and no service of that name exists in namespace ${namespace}${near ? ` (there is ${near.name})` : ""}.`,
      strength: isStrong ? SURE : WEAK,
      role: isStrong ? "cause" : "either",
      shows: [showObject(pod, `${variable.name}: ${variable.value}`), ...confirmed],
    },
  ];
}

function wrongPort(cluster: Cluster, pod: Pod, container: string, variable: Variable, port: number, service: Service): Found {
  const offered = service.ports.map((one) => one.port).join(", ");
  return {
    ...base(cluster, pod, container, variable),
    statement: `Container ${container} of ${pod.workload} is configured with a wrong address: environment variable ${variable.name}=${variable.value} names port ${port}, but service ${service.name} offers port ${offered}.`,
    strength: SURE,
    shows: [
      showObject(pod, `${variable.name}: ${variable.value}`),
      showObject(service, `Ports: ${offered}`),
      ...confirmedBy(cluster, pod, variable.value),
    ],
  };
}

const base = (
  cluster: Cluster,
  pod: Pod,
  container: string,
  variable: Variable,
): Pick<Found, "service" | "signature" | "role" | "names" | "chain"> => ({
  service: cluster.nameOf(pod.workload, pod.namespace),
  signature: "wrong-address",
  role: "cause",
  names: { namespace: pod.namespace, workload: pod.workload, pod: pod.name, container, variable: variable.name },
  chain: [
    {
      why: `Why do calls of ${pod.workload} fail?`,
      because: `It calls ${variable.value}, as its environment variable ${variable.name} says, and nothing answers there.`,
    },
  ],
});
