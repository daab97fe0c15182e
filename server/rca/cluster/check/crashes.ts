import type { Cluster } from "../cluster.ts";
import { type LogText, mostTelling } from "../read/log-text.ts";
import { numberOr, record, under, words } from "../read/loose.ts";
import { ageOf } from "../read/quantity.ts";
import type { Container, ContainerStatus, Pod, State } from "../view/types.ts";
import { cut, type Found, LIKELY, latest, many, type Shown, SURE, SUSPECTED, showEvent, showObject, showOutput } from "./found.ts";
import { likely } from "./near.ts";

/** Containers that ended or keep ending: out of memory, a command that cannot run, an error of the program itself. */
export function checkCrashes(cluster: Cluster): Found[] {
  return cluster.pods.flatMap((pod) => {
    const ended = pod.containers.filter((container) => hasEnded(container) || keepsEnding(container, pod, cluster));
    const found = ended.map((container) => crash(cluster, pod, container));
    if (isDone(cluster, pod)) return [];
    if (found.length > 0) return found;
    return [...killedAtStart(cluster, pod), ...shownAlone(cluster, pod)];
  });
}

/** A job that has reached its end made good for the pods that failed on the way. */
const isDone = (cluster: Cluster, { workload, namespace }: Pod): boolean =>
  cluster.workloads.some(
    ({ kind, name, namespace: where, object }) =>
      kind === "Job" &&
      name === workload &&
      where === namespace &&
      numberOr(under(object.status, "succeeded"), 0) >= numberOr(under(object.spec, "completions"), 1),
  );

const hasEnded = ({ state, last, restarts, isReady }: ContainerStatus): boolean =>
  isFailure(state) ||
  (state.kind === "waiting" && /CrashLoop|RunContainerError|CreateContainerError|StartError/.test(state.reason)) ||
  (isFailure(last) && restarts > 0 && (!isReady || last.reason === "OOMKilled"));

const OFTEN = 5;
const VERY_OFTEN = 20;
const RECENT_SECONDS = 3_600;

/** Up at the moment, and ended by errors again and again until a short while ago. */
function keepsEnding({ last, restarts, state }: ContainerStatus, pod: Pod, cluster: Cluster): boolean {
  if (!isFailure(last) || restarts < OFTEN || latest(pod.events, /failed (liveness|startup) probe/i)) return false;
  const row = words(record(cluster.store.find("Pod", pod.namespace, pod.name)?.object.table).RESTARTS);
  const age = ageOf(/\((\S+) ago\)/.exec(row)?.[1] ?? "") ?? (cluster.now !== null && state.from !== null ? (cluster.now - state.from) / 1000 : null);
  return age === null ? restarts >= VERY_OFTEN : age < RECENT_SECONDS;
}

const isFailure = ({ kind, reason, exitCode }: State): boolean =>
  kind === "terminated" && (reason === "OOMKilled" || (exitCode ?? 0) !== 0 || /Error|ContainerCannotRun/.test(reason));

type Reason = { signature: string; words: string; strength: number; names?: Record<string, string> };

function crash(cluster: Cluster, pod: Pod, container: ContainerStatus): Found {
  const end = isFailure(container.last) || container.state.kind !== "terminated" ? container.last : container.state;
  const log = cluster.logOf(pod.name);
  const reason = reasonFor(cluster, pod, container, end, log);
  const event = latest(pod.events, /BackOff|Unhealthy|OOM|Failed:/);
  const ended = container.restarts <= 1 ? end.to : null;
  const shows: Shown[] = [showObject(pod, stateWords(pod, container), ended), ...(event ? [showEvent(event)] : []), ...(log ? [showLog(log)] : [])];
  return {
    service: cluster.nameOf(pod.workload, pod.namespace),
    signature: reason.signature,
    statement: `Pod ${pod.name}, ${container.isInit ? "init container" : "container"} ${container.name}: ${reason.words}.`,
    strength: reason.strength,
    role: "cause",
    names: { pod: pod.name, namespace: pod.namespace, workload: pod.workload, container: container.name, ...reason.names },
    chain: [
      {
        why: `Why is ${pod.workload} not available?`,
        because: `${container.isInit ? "Init container" : "Container"} ${container.name} of pod ${pod.name} ${endWords(container, end)}.`,
      },
    ],
    shows,
  };
}

function reasonFor(cluster: Cluster, pod: Pod, container: ContainerStatus, end: State, log: LogText | null): Reason {
  const spec = pod.spec.containers.find(({ name }) => name === container.name);
  const said = `${end.message} ${container.state.message}`;
  if (isOom(end) || isOom(container.state) || latest(pod.events, /OOMKill|out of memory/i)) return outOfMemory(spec, container);
  const [, missing = ""] = /exec:? "?([^":]+)"?: (?:executable file not found|no such file|stat )/.exec(said) ?? [];
  if (missing || /StartError|ContainerCannotRun|RunContainerError/.test(`${end.reason} ${container.state.reason}`))
    return cannotStart(spec?.command ?? [], missing, said, end);
  const lines = [...(end.message ? [{ text: end.message, count: 1, isSevere: true }] : []), ...mostTelling(log, 3)];
  const foreign = lines.find(({ text }) => /exec format error/i.test(text));
  if (foreign) return otherPlatform(cluster, pod, foreign.text);
  const denied = lines.find(({ text }) => /permission denied|read-only file ?system|EACCES|EROFS|operation not permitted/i.test(text));
  if (denied)
    return {
      signature: "volume-permission",
      words: `${endWords(container, end)}: permission denied — “${cut(denied.text, 240)}”${mountWords(pod)}`,
      strength: SURE,
    };
  const killed = latest(pod.events, /failed liveness probe|failed startup probe/i);
  if (killed && lines.every(({ text }) => !/fatal|panic|exception|traceback|error/i.test(text)))
    return {
      signature: "probe-kills",
      words: `${endWords(container, end)}: the kubelet restarts it, because its ${/startup/i.test(killed.message) ? "startup" : "liveness"} probe fails`,
      strength: SUSPECTED,
      names: { probe: /startup/i.test(killed.message) ? "startup" : "liveness" },
    };
  return {
    signature: "crash-loop",
    words: `${endWords(container, end)}${quoted(lines, log?.last)}${lines.length === 0 ? driftWords(cluster, pod) : ""}`,
    strength: lines.length > 0 ? SURE : LIKELY,
  };
}

/** Built for another processor than the node has. */
function otherPlatform(cluster: Cluster, pod: Pod, line: string): Reason {
  const arch = cluster.nodes.find(({ name }) => name === pod.node)?.labels["kubernetes.io/arch"];
  return {
    signature: "image-platform",
    words: `its program is built for another platform (processor architecture) than that of node ${pod.node ?? "it runs on"}${arch ? `, which is ${arch}` : ""}: “${cut(line, 160)}”`,
    strength: SURE,
  };
}

const quoted = (lines: { text: string }[], last = ""): string =>
  lines.length > 0
    ? `; its log says ${lines
        .slice(0, 2)
        .map(({ text }) => `“${cut(text, 240)}”`)
        .join(" and ")}`
    : last === ""
      ? ", and no log line tells why"
      : `, and no line of its log tells why; the last is “${cut(last, 200)}”`;

const ENGINES =
  /(^|\/)(mongo|mysql|mariadb|postgres|redis|valkey|rabbitmq|kafka|elasticsearch|opensearch|cassandra|memcached|nats|etcd|minio)(:latest)?$/;

/** Databases and queues beside it whose version nobody fixed: what worked with one may end with the next. */
function driftWords(cluster: Cluster, pod: Pod): string {
  const loose = cluster.workloads
    .filter(({ namespace, kind }) => namespace === pod.namespace && kind !== "ReplicaSet")
    .flatMap(({ name, object, spec }) => {
      const images = [...(spec?.containers.map(({ image }) => image) ?? []), words(record(object.table).IMAGES)];
      const image = images.find((one) => ENGINES.test(one));
      return image ? [{ name, engine: ENGINES.exec(image)?.[2] ?? image }] : [];
    });
  const [first] = loose;
  if (!first) return "";
  return `; beside it ${loose
    .map(({ name, engine }) => `${name} (${engine})`)
    .slice(0, 4)
    .join(
      ", ",
    )} run images without a fixed version: a newer ${first.engine} that came by itself may not fit the ${first.engine} client or driver in ${pod.workload}`;
}

const isOom = ({ reason, message }: State): boolean => /OOM ?Kill/i.test(`${reason} ${message}`);

/** What its runtime was told of the most memory that it may use. */
function heapWords(spec: Container | undefined): string {
  const told = [...(spec?.env.map(({ name, value }) => `${name}=${value}`) ?? []), ...(spec?.command ?? [])];
  const found = told.flatMap((text) => /-Xmx\S+|-XX:MaxRAMPercentage=\S+|--max[-_]old[-_]space[-_]size=\S+|GOMEMLIMIT=\S+/.exec(text)?.[0] ?? []);
  return found.length > 0 ? ` (its runtime is set to ${found.join(", ")})` : "";
}

function outOfMemory(spec: Container | undefined, { restarts }: ContainerStatus): Reason {
  const limit = spec?.limits.memory;
  const most = limit
    ? `it needs more than its memory limit of ${limit}${heapWords(spec)}`
    : "it uses more memory than the node can give; it has no memory limit of its own";
  const often = restarts > 0 ? `, ${many(restarts, "restart")} so far` : "";
  return {
    signature: "out-of-memory",
    words: `it is killed for lack of memory (OOMKilled, out of memory, exit code 137): ${most}${often}`,
    strength: SURE,
    names: { limit: limit ?? "" },
  };
}

function cannotStart(command: string[], missing: string, said: string, end: State): Reason {
  const code = end.exitCode === null ? "" : `, exit code ${end.exitCode}`;
  const why = missing
    ? `the command “${missing}” does not exist in the image (executable file not found)${likely(missing)}`
    : cut(said, 240) || "the runtime cannot start it";
  return {
    signature: "start-error",
    words: `it cannot be started (${end.reason || "StartError"}${code}): ${why}${command.length > 0 ? `; its command is “${cut(command.join(" "), 160)}”` : ""}`,
    strength: SURE,
    names: { command: missing },
  };
}

function endWords({ restarts, state }: ContainerStatus, end: State): string {
  const code = end.exitCode === null ? "" : ` with exit code ${end.exitCode}${meaning(end.exitCode)}`;
  const loop = state.reason === "CrashLoopBackOff" ? "crash loops" : "ended";
  return `${loop}${restarts > 0 ? ` (${many(restarts, "restart")})` : ""}${end.kind === "terminated" ? `, last${code}${end.reason && end.reason !== "Error" ? ` (${end.reason})` : ""}` : ""}`;
}

function meaning(code: number): string {
  if (code === 126) return " (the command is not executable)";
  if (code === 127) return " (command not found)";
  if (code === 139) return " (segmentation fault)";
  if (code === 143) return " (terminated, SIGTERM)";
  return code === 137 ? " (killed, SIGKILL)" : "";
}

function mountWords({ spec }: Pod): string {
  const held = spec.volumes.find(({ claim, hostPath }) => claim ?? hostPath);
  return held
    ? `; the process may not write to its volume ${held.name}${held.hostPath ? ` (host path ${held.hostPath})` : ""}: owner or mode of the mount and the security context of the pod do not fit`
    : "";
}

/** A container that the kernel kills while it is being made never gets a state of its own. */
function killedAtStart(cluster: Cluster, pod: Pod): Found[] {
  const event = latest(pod.events, /OOM-?killed|memory limit too low/i);
  if (!event) return [];
  const limits = pod.spec.containers.map(({ name, limits: { memory } }) => (memory ? `${name}: ${memory}` : "")).filter(Boolean);
  return [
    {
      service: cluster.nameOf(pod.workload, pod.namespace),
      signature: "out-of-memory",
      statement: `Pod ${pod.name} is killed for lack of memory before it has started (OOM-killed, out of memory): its memory limit (${limits.join(", ") || "see the pod"}) is too low even to create the container.`,
      strength: SURE,
      role: "cause",
      names: { pod: pod.name, namespace: pod.namespace, workload: pod.workload, limit: limits.join(", ") },
      shows: [showEvent(event), showObject(pod, `${pod.name} ${pod.status}\nmemory limits: ${limits.join(", ")}`)],
    },
  ];
}

/** Only a table tells of this pod: what it is in, without why. */
function shownAlone(cluster: Cluster, pod: Pod): Found[] {
  if (
    pod.containers.length > 0 ||
    !/^(CrashLoopBackOff|Error|OOMKilled|RunContainerError|StartError|Init:(Error|CrashLoopBackOff))$/.test(pod.status)
  )
    return [];
  const log = cluster.logOf(pod.name);
  const lines = mostTelling(log, 2);
  const foreign = lines.find(({ text }) => /exec format error/i.test(text));
  const limits = pod.spec.containers.flatMap(({ name, limits: { memory } }) => (memory ? `${name}: ${memory}` : [])).join(", ");
  const told = foreign ? otherPlatform(cluster, pod, foreign.text) : null;
  const signature = told?.signature ?? (pod.status === "OOMKilled" ? "out-of-memory" : "crash-loop");
  return [
    {
      service: cluster.nameOf(pod.workload, pod.namespace),
      signature,
      statement: `Pod ${pod.name} is in ${pod.status} (${many(pod.restarts, "restart")})${told ? `: ${told.words}` : lines.length > 0 || log?.last ? quoted(lines, log?.last) : signature === "out-of-memory" && limits ? `: it needs more than its memory limit (${limits})` : `. The table does not tell why: kubectl logs ${pod.name} -n ${pod.namespace} --previous and kubectl describe pod ${pod.name} -n ${pod.namespace} do`}.`,
      strength: lines.length > 0 ? LIKELY : SUSPECTED,
      role: "cause",
      names: { pod: pod.name, namespace: pod.namespace, workload: pod.workload },
      shows: [showObject(pod, `${pod.name}  ${pod.status}  restarts ${pod.restarts}`), ...(log ? [showLog(log)] : [])],
    },
  ];
}

export const showLog = (log: LogText): Shown =>
  showOutput(
    log.source,
    `Log of ${log.subject}`,
    mostTelling(log, 4)
      .map(({ text, count }) => (count > 1 ? `${count} × ${text}` : text))
      .join("\n"),
  );

function stateWords(pod: Pod, { name, state, last, restarts }: ContainerStatus): string {
  const one = (title: string, { kind, reason, exitCode, message }: State): string =>
    `${title}: ${kind} ${reason}${exitCode === null ? "" : `, exit code ${exitCode}`}${message ? `, ${cut(message)}` : ""}`;
  return [`${pod.name} ${pod.status}`, `container ${name}, restarts ${restarts}`, one("state", state), one("last state", last)].join("\n");
}
