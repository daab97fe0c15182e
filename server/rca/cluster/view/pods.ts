import type { ClusterObject } from "../../bundle.ts";
import { list, numberOr, record, under, words } from "../read/loose.ts";
import { instantIn } from "../read/times.ts";
import { namedView } from "./named.ts";
import { podSpecView } from "./pod-spec.ts";
import type { Condition, ContainerStatus, Event, Pod, State } from "./types.ts";

/** A pod; `workloadOf` gives the workload that the named owner belongs to. */
export function podView(object: ClusterObject, source: string, events: Event[], workloadOf: (kind: string, name: string) => string | null): Pod {
  const named = namedView(object, source);
  const status = record(object.status);
  const row = record(object.table);
  const containers = [
    ...list(status.initContainerStatuses).map((one) => containerStatusView(one, true)),
    ...list(status.containerStatuses).map((one) => containerStatusView(one, false)),
  ];
  const shown = words(row.STATUS);
  const phase = words(status.phase) || phaseOf(shown);
  const conditions = conditionsView(status.conditions);
  const [ready, total] = words(row.READY).split("/").map(Number);
  const isReady = conditions.find(({ type }) => type === "Ready")?.status ?? (row.READY ? String(ready === total) : "");
  return {
    ...named,
    spec: podSpecView(object.spec),
    workload: ownerOf(object, workloadOf) ?? withoutHashes(named.name),
    node: words(under(object.spec, "nodeName")) || null,
    ip: words(status.podIP) || null,
    phase,
    status: shown || statusOf(phase, words(status.reason), containers),
    reason: words(status.reason),
    message: words(status.message),
    isTerminating: status.isTerminating === true || shown === "Terminating" || words(record(object.metadata).deletionTimestamp) !== "",
    isReady: /^true$/i.test(isReady),
    restarts: containers.length > 0 ? Math.max(...containers.map(({ restarts }) => restarts)) : Number.parseInt(words(row.RESTARTS), 10) || 0,
    conditions,
    containers,
    events,
  };
}

function ownerOf(object: ClusterObject, workloadOf: (kind: string, name: string) => string | null): string | null {
  const owner = list(object.metadata.ownerReferences)
    .map(record)
    .find(({ name }) => words(name) !== "");
  return owner ? workloadOf(words(owner.kind), words(owner.name)) : null;
}

/** `shop-7d9f8b6c5-x2x9k` → shop, `db-0` → db: what controllers add to the name of a workload. */
export function withoutHashes(name: string): string {
  const plain = name.replace(/-[0-9a-f]{6,10}-[a-z0-9]{5}$/, "");
  if (plain !== name) return plain;
  return name.replace(/-(?=[a-z]*\d)[bcdfghjklmnpqrstvwxz2456789]{5}$/, "").replace(/-\d{1,3}$/, "");
}

const PHASES = /^(Pending|Running|Succeeded|Failed|Unknown)$/;

function phaseOf(shown: string): string {
  if (PHASES.test(shown)) return shown;
  if (shown === "Completed") return "Succeeded";
  if (/^(Evicted|OutOf|Error)/.test(shown)) return "Failed";
  return /^(ContainerCreating|ErrImage|ImagePull|PodInitializing|Init:|CreateContainer|SchedulingGated)/.test(shown)
    ? "Pending"
    : shown === ""
      ? ""
      : "Running";
}

function statusOf(phase: string, reason: string, containers: ContainerStatus[]): string {
  const waiting = containers.find(({ state }) => state.kind === "waiting" && !/^(PodInitializing|ContainerCreating)$/.test(state.reason));
  return reason || waiting?.state.reason || containers.find(({ state }) => state.kind === "waiting")?.state.reason || phase;
}

export function conditionsView(value: unknown): Condition[] {
  return list(value).map((one) => {
    const { type, status, reason, message, lastTransitionTime } = record(one);
    const since = instantIn(lastTransitionTime);
    return { type: words(type), status: words(status), reason: words(reason), message: words(message), since };
  });
}

function containerStatusView(value: unknown, isInit: boolean): ContainerStatus {
  const of = record(value);
  return {
    name: words(of.name),
    isInit,
    isReady: of.ready === true,
    restarts: numberOr(of.restartCount, 0),
    state: stateView(of.state),
    last: stateView(of.lastState),
  };
}

function stateView(value: unknown): State {
  const of = record(value);
  const kind = (["waiting", "running", "terminated"] as const).find((name) => of[name] !== undefined && of[name] !== null) ?? "unknown";
  const inside = record(kind === "unknown" ? null : of[kind]);
  return {
    kind,
    reason: words(inside.reason),
    message: words(inside.message),
    exitCode: numberOr(inside.exitCode, null),
    from: instantIn(inside.startedAt),
    to: instantIn(inside.finishedAt),
  };
}
