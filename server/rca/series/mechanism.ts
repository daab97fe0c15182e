import type { Clue } from "../clue.ts";
import type { Measured } from "./measure-all.ts";

/** What a departure means beside the other departures of the same service: which family, how much it speaks of the service's own trouble, and whose trouble brings it. */
export type Meaning = { signature: string | null; weight: number; follows: "callees" | "callers" | null; because: string | null };

type MetricKindName = Measured["kind"]["name"];

const SURE = 0.5;
/** A resource that grew at most so much more than what asks for it, grew because of it. */
const IN_PROPORTION = 1.3;
/** Weight of what follows from something else in the same service. */
const FOLLOWING = 0.3;
/** Used up by requests, and by requests that take long (Little, 1961: what is in flight is arrivals times duration). */
const BY_REQUESTS: readonly MetricKindName[] = ["cpu", "memory", "disk", "network", "sockets", "connections", "threads", "queue", "gc"];
const BY_WAITING: readonly MetricKindName[] = ["sockets", "connections", "threads", "queue"];
/** What makes a service slow by itself when it rises. */
const SLOWING: readonly MetricKindName[] = ["cpu", "throttling", "memory", "disk", "gc"];
/** Of the growth in the tail, the median takes part by this share in a delay of every call, and by less when packets are lost. */
const DELAY_SHARE = 0.5;
const LEAK_SHARE = 0.3;

/** The meaning of one departure among `own`, all departures of its service (every metric, also those of the same kind). */
export function meaningOf(one: Measured, own: readonly Measured[]): Meaning {
  const { kind, direction } = one;
  const weight = direction === "up" ? kind.riseWeight : kind.fallWeight;
  const signature = direction === "up" ? kind.rise : kind.fall;
  const follows = kind.layer === "work" ? "callees" : kind.layer === "demand" ? "callers" : null;
  if (direction === "up" && BY_REQUESTS.includes(kind.name) && isInProportion(one, own, "requests"))
    return { signature: "traffic-surge", weight: FOLLOWING, follows: "callers", because: "it grew in proportion to the requests" };
  if (direction === "up" && BY_WAITING.includes(kind.name) && isInProportion(one, own, "latency"))
    return { signature: "latency", weight: FOLLOWING, follows: "callees", because: "it grew in proportion to the waiting" };
  if (kind.name === "memory" && direction === "up" && isGrowing(one)) return { signature: "memory-leak", weight, follows, because: null };
  if (kind.name === "latency" && direction === "up") return { signature: slownessOf(own), weight, follows, because: null };
  if (kind.name === "errors" && direction === "up" && slownessOf(own) === "network-loss")
    return { signature: "network-loss", weight, follows, because: null };
  return { signature, weight, follows, because: null };
}

/**
 * The service's own latency: by its resources, else by how the median and the tail of its durations moved. Unknown where no resource is measured: the service
 * may be busy.
 */
function slownessOf(own: readonly Measured[]): string {
  const resource = own.find(({ kind, direction, strength }) => SLOWING.includes(kind.name) && direction === "up" && strength >= SURE);
  if (resource) return resource.kind.rise ?? "latency";
  if (isOnlySeenByCallers(own)) return "network-delay";
  if (!own.some(({ kind }) => SLOWING.includes(kind.name))) return "latency";
  const [middle, tail] = [addedAt(own, /50|median/), addedAt(own, /9\d|tail|max/)];
  if (middle === null || tail === null || tail <= 0) return "latency";
  const fails = own.some(({ kind, direction, strength }) => kind.name === "errors" && direction === "up" && strength >= SURE);
  if (middle >= DELAY_SHARE * tail) return fails ? "latency" : "network-delay";
  return "network-loss";
}

/** Callers wait longer while the service itself measures no more: the time is lost between them. */
function isOnlySeenByCallers(own: readonly Measured[]): boolean {
  const sides = own.filter(({ kind }) => kind.name === "latency");
  const client = sides.some(
    ({ series, strength, direction }) => /client|upstream|caller/i.test(series.metric) && direction === "up" && strength >= SURE,
  );
  const server = sides.filter(({ series }) => /server|downstream/i.test(series.metric));
  return client && server.length > 0 && server.every(({ strength, direction }) => strength < SURE || direction === "down");
}

function addedAt(own: readonly Measured[], percentile: RegExp): number | null {
  const one = own.find(({ kind, series }) => kind.name === "latency" && percentile.test(series.metric));
  return one ? one.reached - one.baseline.center : null;
}

function isInProportion(one: Measured, own: readonly Measured[], name: MetricKindName): boolean {
  const times = timesOf(one);
  return own.some(
    (other) => other.kind.name === name && other.direction === "up" && other.strength >= SURE && timesOf(other) * IN_PROPORTION >= times,
  );
}

function timesOf({ reached, baseline }: Measured): number {
  return baseline.center > 0 ? reached / baseline.center : Number.POSITIVE_INFINITY;
}

/** Whether the second half of a departure stands clearly above its first. */
function isGrowing({ parts, excursion }: Measured): boolean {
  const shown = [...parts].filter((score) => score > 0);
  const half = shown.length >> 1;
  if (half < 2) return false;
  const mean = (scores: readonly number[]): number => scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return mean(shown.slice(-half)) - mean(shown.slice(0, half)) > LEAK_SHARE * excursion.magnitude;
}

/** The part of a clue's weighing that its meaning decides. */
export function weighingOf({ weight, follows }: Meaning): NonNullable<Clue["weighing"]> {
  return { weight, ...(follows ? { follows } : {}) };
}
