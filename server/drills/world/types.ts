import type { Dice } from "./chance.ts";

export type Runtime = "java" | "node" | "go" | "postgres" | "redis" | "rabbitmq" | "outside";

/** `share`: calls for each request. `after`: made only where that other call succeeded. */
export type Call = { to: string; share: number; timeoutMs: number; after?: string };

export type ServiceSpec = {
  name: string;
  team: string;
  runtime: Runtime;
  replicas: number;
  version: string;
  port: number;
  /** Of its own work, median, without what it waits for. */
  latencyMs: number;
  /** Requests a second that come from outside at the middle of the day. */
  entryRps?: number;
  /** Milliseconds of CPU for a request. */
  cpuMs: number;
  memoryMb: number;
  limitMb: number;
  cpuLimit: number;
  pool?: { to: string; max: number; usual: number };
  path: string;
  calls: readonly Call[];
};

/** What a trouble does to a service at an instant. Shares run from 0 to 1. */
export type Effect = {
  latencyFactor?: number;
  latencyAddMs?: number;
  errorShare?: number;
  trafficFactor?: number;
  cpuFactor?: number;
  /** Of its memory limit, in each pod. */
  memoryShare?: number;
  gcFactor?: number;
  poolShare?: number;
  poolPending?: number;
  /** Messages waiting. */
  backlog?: number;
  diskUsedShare?: number;
  dnsFailuresPerSecond?: number;
  /** Of its calls by callee: the share that is lost on its way, the share that the callee refuses, and how long what is lost has waited. */
  calls?: Record<string, { lostShare?: number; refusedShare?: number; latencyAddMs?: number }>;
};

export type Effects = { [service: string]: Effect | undefined };

/** How a service does in one slot of time. */
export type Reading = {
  rps: number;
  errorShare: number;
  ownErrorShare: number;
  /** Median of a request, and the spread of its logarithm. */
  latencyMs: number;
  sigma: number;
  cpuCores: number;
  memoryShare: number;
  gcShare: number;
  poolShare: number | null;
  poolPending: number;
  backlog: number;
  diskUsedShare: number;
  dnsFailuresPerSecond: number;
  /** By callee: the share that fails at all, that was answered with an error, and that came too late. */
  calls: Record<string, { rps: number; errorShare: number; answeredShare: number; lateShare: number; latencyMs: number }>;
};

/** Minutes since the trouble began (negative before) and since it was taken back (null while it stands). */
export type Moment = { minutes: number; relieved: number | null; at: number; seed: number };

export type Level = "debug" | "info" | "warn" | "error" | "fatal";

/** A kind of line that a service writes: how often a minute, and its words. */
export type LineKind = {
  service: string;
  level: Level;
  perMinute(moment: Moment, reading: Reading): number;
  text(dice: Dice, moment: Moment): string;
};

/** A container that ended and was started again. */
export type PodEnd = { at: number; reason: "OOMKilled" | "Error" | "Completed"; exitCode: number };

export type Pod = {
  name: string;
  service: string;
  namespace: string;
  node: string;
  revision: number;
  from: number;
  to: number | null;
  ip: string;
  /** Ends of its container, each followed by a start. */
  restarts: PodEnd[];
};

export type WorldChange = {
  id: string;
  at: number;
  kind: "deploy" | "flag" | "config" | "infrastructure";
  service: string;
  title: string;
  author: string;
  detail: string;
};

/** What is scored: the place, the family of failure, the change that did it, whether the evidence suffices to say so. */
export type Truth = {
  /** Names under which the guilty place may rightly be given; empty where nothing is wrong. */
  services: readonly string[];
  signatures: readonly string[];
  /** Changes that may rightly be accused. */
  changes: readonly string[];
  isTrouble: boolean;
  sufficient: boolean;
  missing?: string;
};

export type KubeObject = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [field: string]: unknown };
  [field: string]: unknown;
};

/** Kinds of evidence that nobody collects in this world. */
export type Hidden = { metricsOf?: readonly string[]; logs?: boolean; logsOf?: readonly string[]; changes?: boolean; cluster?: boolean };

export type ScenarioTimes = { startedAt: number; relievedAt: number | null; now: number; seed: number };

export type ClusterTouch = { pods: Pod[]; objects: KubeObject[]; at: number; times: ScenarioTimes };

export type Scenario = {
  name: string;
  title: string;
  /** What a person who opens the drill is told: what was noticed, never the cause. */
  noticed: string;
  alert: { name: string; service: string; summary: string; afterMinutes: number } | null;
  /** Minutes that the trouble has lasted when a drill begins. */
  begunMinutesAgo: number;
  truth: Truth;
  /** How it is ended: words, and what the control endpoint takes. */
  remedy: { id: string; words: string } | null;
  effects(moment: Moment): Effects;
  lines: readonly LineKind[];
  changes(times: ScenarioTimes): WorldChange[];
  /** Changes the pods of the usual cluster: moves, replaces, restarts. */
  pods?(pods: Pod[], times: ScenarioTimes): Pod[];
  /** Changes or adds to the objects of the usual cluster. */
  cluster?(touch: ClusterTouch): KubeObject[];
  /** A node that stopped answering, from one instant to another. */
  lostNode?(times: ScenarioTimes): { node: string; from: number; to: number } | null;
  hidden?: Hidden;
  historyHours?: number;
};
