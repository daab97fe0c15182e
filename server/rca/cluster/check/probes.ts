import type { Cluster } from "../cluster.ts";
import { mostTelling } from "../read/log-text.ts";
import type { Container, Event, Pod, Probe } from "../view/types.ts";
import { cut, type Found, LIKELY, latest, SURE, SUSPECTED, showEvent, showObject } from "./found.ts";

type Sort = "liveness" | "readiness" | "startup";

/** Probes that fail now, and what is wrong with them: the port, the protocol, the path or the time that they leave. */
export function checkProbes(cluster: Cluster): Found[] {
  return cluster.pods.flatMap((pod) => [
    ...gates(cluster, pod),
    ...(["liveness", "startup", "readiness"] as const).flatMap((sort) => {
      const event = latest(pod.events, new RegExp(`Unhealthy: ${sort} probe (failed|errored)`, "i"));
      return event && matters(pod, sort, event) ? failing(cluster, pod, sort, event) : [];
    }),
  ]);
}

/** Its containers are ready and it is not: a readiness gate, which somebody outside of the pod has to open. */
function gates(cluster: Cluster, pod: Pod): Found[] {
  const isUp = pod.conditions.some(({ type, status }) => type === "ContainersReady" && status === "True");
  const gate = pod.conditions.find(({ type, status }) => type.includes("/") && status === "False");
  if (pod.isReady || !isUp || !gate) return [];
  const said = [gate.reason, gate.message].filter(Boolean).join(": ");
  return [
    {
      service: cluster.nameOf(pod.workload, pod.namespace),
      signature: "readiness-gate",
      statement: `Pod ${pod.name} is not ready and gets no traffic, though its containers are: its readiness gate ${gate.type} is not open${said ? ` (${cut(said, 160)})` : ""}.`,
      strength: LIKELY,
      role: "cause",
      names: { pod: pod.name, namespace: pod.namespace, workload: pod.workload, object: gate.type },
      shows: [showObject(pod, `${gate.type} False\nContainersReady True`, gate.since)],
    },
  ];
}

/** Probes fail for a moment while a program starts; that is over when the pod is ready and was not restarted for it. */
function matters(pod: Pod, sort: Sort, event: Event): boolean {
  if (sort === "readiness") return !pod.isReady;
  return pod.restarts > 0 || !pod.isReady || event.count >= 3;
}

function failing(cluster: Cluster, pod: Pod, sort: Sort, event: Event): Found[] {
  const template =
    cluster.workloads.find(({ name, namespace, kind, spec }) => spec && kind !== "ReplicaSet" && name === pod.workload && namespace === pod.namespace)
      ?.spec?.containers ?? [];
  const named = /container "?([\w-]+)"?/.exec(event.message)?.[1];
  const container = chosen(template, sort, named) ?? chosen(pod.spec.containers, sort, named);
  if (!container) return [];
  const probe = container[sort] as Probe;
  const found = reasonFor(sort, probe, container, event.message);
  const [line] = found.signature === "probe-fails" ? mostTelling(cluster.logOf(pod.name), 1) : [];
  const reason = line
    ? { ...found, words: `${found.words}; its log says “${cut(line.text, 200)}”`, strength: Math.max(found.strength, LIKELY) }
    : found;
  const effect = sort === "readiness" ? "is not ready and gets no traffic" : "is restarted again and again";
  return [
    {
      service: cluster.nameOf(pod.workload, pod.namespace),
      signature: reason.signature,
      statement: `Pod ${pod.name}${pod.spec.containers.length > 1 ? ` (container ${container.name})` : ""} ${effect}: ${reason.words}.`,
      strength: sort === "readiness" && reason.strength === SURE ? SURE - 0.01 : reason.strength,
      role: reason.strength === SUSPECTED ? "either" : "cause",
      names: { pod: pod.name, namespace: pod.namespace, workload: pod.workload, container: container.name, port: probe.port, probe: sort },
      chain: [{ why: `Why is ${pod.workload} not available?`, because: `The ${sort} probe of ${pod.name} fails: ${cut(event.message, 200)}` }],
      shows: [showEvent(event), showObject(pod, probeLine(sort, probe, container))],
    },
  ];
}

const chosen = (containers: Container[], sort: Sort, named: string | undefined): Container | null =>
  containers.find((one) => one[sort] && one.name === named) ??
  containers.find((one) => one[sort] && !one.name.startsWith("istio-")) ??
  containers.find((one) => one[sort]) ??
  null;

/** Whatever its number: something answered there. */
const ANSWERED = /statuscode: \d/i;

/** A probe by a command that the image does not have. */
function noCommand(sort: Sort, said: string): Reason | null {
  const [, command] = /exec: "([^"]+)": (?:executable file not found|stat .*no such file)/.exec(said.replaceAll('\\"', '"')) ?? [];
  return command
    ? {
        signature: "probe-command",
        words: `its ${sort} probe runs ${command}, which does not exist in the image (executable file not found)`,
        strength: SURE,
      }
    : null;
}

type Reason = { signature: string; words: string; strength: number };

function reasonFor(sort: Sort, probe: Probe, container: Container, said: string): Reason {
  const other =
    (["readiness", "liveness", "startup"] as const)
      .filter((name) => name !== sort)
      .map((name) => container[name])
      .find((one) => one !== null && one !== undefined) ?? null;
  return (
    noCommand(sort, said) ??
    (ANSWERED.test(said) ? null : wrongPort(sort, probe, container, other)) ??
    wrongProtocol(sort, probe, container, other, said) ??
    tooSlowStart(sort, probe, said) ??
    wrongAnswer(sort, probe, said) ??
    tooHasty(sort, probe, said)
  );
}

function wrongPort(sort: Sort, { port, how }: Probe, { ports, name }: Container, other: Probe | null): Reason | null {
  const known = ports.some((one) => String(one.port) === port || one.name === port);
  if (known || port === "" || (ports.length === 0 && (other === null || other.port === port))) return null;
  const listens = ports.length > 0 ? ports.map((one) => one.port).join(", ") : (other?.port ?? "");
  return {
    signature: "probe-port",
    words: `its ${sort} probe asks the wrong port: ${how} on port ${port}, but container ${name} listens on port ${listens}`,
    strength: SURE,
  };
}

const SPOKEN = { http: "HTTP", tcp: "TCP", grpc: "gRPC", exec: "a command", unknown: "an unknown protocol" };

function wrongProtocol(sort: Sort, probe: Probe, { name }: Container, other: Probe | null, said: string): Reason | null {
  const spoken = SPOKEN[probe.how];
  const answers =
    /malformed HTTP (response|version)|server gave HTTP response to HTTPS|HTTP request to an HTTPS server|first record does not look like a TLS|preface|frame too large|unexpected EOF|http2|unimplemented|unknown service/i.test(
      said,
    );
  const differs = other !== null && other.port === probe.port && other.how !== probe.how && other.how !== "exec" && probe.how !== "exec";
  if (!answers && !(differs && /EOF|reset by peer|deadline exceeded|transport/i.test(said))) return null;
  const instead = differs && other ? `; the port answers in ${SPOKEN[other.how]}, which the other probe uses` : "";
  return {
    signature: "probe-protocol",
    words: `its ${sort} probe speaks the wrong protocol: ${spoken} to port ${probe.port} of container ${name}, which does not answer in ${spoken} (${cut(said, 160)})${instead}`,
    strength: SURE,
  };
}

/** A startup probe that says “not yet” until it has no patience left: the start takes longer than it allows. */
function tooSlowStart(sort: Sort, probe: Probe, said: string): Reason | null {
  if (sort !== "startup" || /statuscode: 4/i.test(said)) return null;
  const { delay, period, failures } = probe;
  return {
    signature: "probe-timing",
    words: `its startup probe gives it ${patience(probe)} s to start (initial delay ${delay} s, ${failures} failures allowed, period ${period} s), it is not up by then (${cut(said, 120)}), and the kubelet kills the container`,
    strength: SURE - 0.02,
  };
}

function wrongAnswer(sort: Sort, { path, port }: Probe, said: string): Reason | null {
  const [, code] = /statuscode: (\d{3})/i.exec(said) ?? [];
  if (!code) return null;
  if (/^4/.test(code))
    return {
      signature: "probe-path",
      words: `its ${sort} probe asks for ${path || "/"} on port ${port} and gets status ${code}: the path of the probe is wrong or asks for a right`,
      strength: LIKELY,
    };
  return {
    signature: "probe-fails",
    words: `its ${sort} probe gets status ${code} from ${path || "/"} on port ${port}: the program says of itself that it is not well`,
    strength: SUSPECTED,
  };
}

/** The time from the start of a container until a probe that never succeeds has it killed or called not ready. */
const patience = ({ delay, period, failures }: Probe): number => delay + period * Math.max(0, failures - 1);

const HASTY_SECONDS = 15;

function tooHasty(sort: Sort, probe: Probe, said: string): Reason {
  const { delay, timeout, period, failures } = probe;
  const terms = `initial delay ${delay} s, timeout ${timeout} s, period ${period} s, failure threshold ${failures}`;
  if (sort !== "readiness" && (patience(probe) < HASTY_SECONDS || failures === 1))
    return {
      signature: "probe-timing",
      words: `the timing of its ${sort} probe is too aggressive (${terms}): it gives up after ${patience(probe)} s, before the program is up, and the kubelet kills the container (${cut(said, 120)})`,
      strength: SURE - 0.02,
    };
  return {
    signature: "probe-fails",
    words: `its ${sort} probe ${probe.port ? `on port ${probe.port} ` : ""}fails (${cut(said, 160)}; ${terms}): the program does not answer in time`,
    strength: SUSPECTED,
  };
}

const probeLine = (sort: Sort, { how, port, path, delay, timeout, period, failures }: Probe, { name, ports }: Container): string =>
  `container ${name}, ports ${ports.map((one) => one.port).join(", ") || "none"}\n${sort}: ${how} :${port}${path} delay=${delay}s timeout=${timeout}s period=${period}s #failure=${failures}`;
