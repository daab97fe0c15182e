import { hashOf, normalAt, waveAt } from "./chance.ts";
import { spreadOf, sumOf, type Time, timeOf } from "./durations.ts";
import { SERVICES } from "./shop.ts";
import type { Call, Effect, Effects, Reading, ServiceSpec } from "./types.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const USUAL_ERRORS = 0.0008;
/** Spread of the logarithm of a duration: of work, and of waiting for one thing. */
const USUAL_SPREAD = 0.45;
const ADDED_SPREAD = 0.3;

/** Work over a day: low at four in the morning, high in the afternoon. */
export function rhythmAt(at: number): number {
  return 1 + 0.35 * Math.sin((2 * Math.PI * (at - 10 * 60 * MINUTE)) / DAY);
}

type Setting = { seed: number; at: number; slot: number; effects: Effects };

/**
 * All services in one slot: waiting and errors go up from callees to callers, traffic goes down from callers to callees, less where a caller fails before it
 * calls. A pure function of seed, time and effects.
 */
export function readSlot(setting: Setting): Map<string, Reading> {
  const readings = new Map<string, Reading>();
  for (const service of SERVICES.toReversed()) readings.set(service.name, workOf(service, readings, setting));
  for (const service of SERVICES) spreadTraffic(service, readings, setting);
  for (const service of SERVICES) {
    const reading = readings.get(service.name);
    if (reading) reading.cpuCores = cpuOf(service, reading, setting);
  }
  return readings;
}

function workOf(service: ServiceSpec, readings: ReadonlyMap<string, Reading>, { seed, at, slot, effects }: Setting): Reading {
  const effect = effects[service.name] ?? {};
  const key = hashOf(service.name);
  const wander = 1 + 0.06 * waveAt(seed, key, at, 11 * MINUTE) + 0.04 * normalAt(seed, key ^ 1, slot);
  const times = [
    timeOf(service.latencyMs * Math.max(0.5, wander) * (effect.latencyFactor ?? 1), USUAL_SPREAD),
    timeOf(effect.latencyAddMs ?? 0, ADDED_SPREAD),
  ];
  const own = Math.min(1, USUAL_ERRORS * Math.max(0.2, 1 + 0.5 * normalAt(seed, key ^ 2, slot)) + (effect.errorShare ?? 0));
  let fine = 1 - own;
  const calls: Reading["calls"] = {};
  for (const call of service.calls) {
    const { time, seen } = seenBy(call, effect.calls?.[call.to], readings.get(call.to));
    calls[call.to] = seen;
    if (service.runtime === "rabbitmq") continue;
    times.push({ mean: call.share * time.mean, variance: call.share * time.variance });
    fine *= 1 - Math.min(1, call.share) * seen.errorShare;
  }
  const { latencyMs, sigma } = spreadOf(sumOf(times));
  return {
    rps: 0,
    errorShare: 1 - fine,
    ownErrorShare: own,
    latencyMs,
    sigma,
    cpuCores: 0,
    memoryShare: effect.memoryShare ?? usualMemory(service, seed, at, slot),
    gcShare: (0.004 + 0.0015 * Math.abs(normalAt(seed, key ^ 5, slot))) * (effect.gcFactor ?? 1),
    poolShare: service.pool ? (effect.poolShare ?? service.pool.usual * (1 + 0.06 * normalAt(seed, key ^ 6, slot))) : null,
    poolPending: effect.poolPending ?? 0,
    backlog: effect.backlog ?? Math.max(0, Math.round(6 + 4 * normalAt(seed, key ^ 7, slot))),
    diskUsedShare: effect.diskUsedShare ?? 0.52 + 0.004 * waveAt(seed, key ^ 8, at, 90 * MINUTE),
    dnsFailuresPerSecond: effect.dnsFailuresPerSecond ?? 0,
    calls,
  };
}

/** A callee as its caller sees it: what takes longer than the caller waits fails after that time, and what fails on its way has waited for that. */
function seenBy(
  { timeoutMs }: Call,
  effect: NonNullable<Effect["calls"]>[string] | undefined,
  callee: Reading | undefined,
): { seen: Reading["calls"][string]; time: Time } {
  const latency = callee?.latencyMs ?? 0;
  const lost = effect?.lostShare ?? 0;
  const tooLate = 1 / (1 + Math.exp(-(Math.log(Math.max(0.01, latency)) - Math.log(timeoutMs)) / 0.25));
  const lateShare = tooLate < 0.01 ? 0 : tooLate;
  const answeredShare = 1 - (1 - (callee?.errorShare ?? 0)) * (1 - (effect?.refusedShare ?? 0));
  const errorShare = 1 - (1 - answeredShare) * (1 - lost) * (1 - lateShare);
  const waited = effect?.latencyAddMs ?? 0;
  const asked = timeOf(Math.min(latency, timeoutMs), callee?.sigma ?? 0);
  const time = sumOf([asked, { mean: lost * waited, variance: lost * (1 - lost) * waited ** 2 }]);
  return { seen: { rps: 0, errorShare, answeredShare, lateShare, latencyMs: time.mean }, time };
}

function usualMemory({ memoryMb, limitMb, name }: ServiceSpec, seed: number, at: number, slot: number): number {
  if (limitMb === 0) return 0;
  const key = hashOf(`${name} memory`);
  return (memoryMb / limitMb) * (1 + 0.04 * waveAt(seed, key, at, 25 * MINUTE) + 0.008 * normalAt(seed, key ^ 1, slot));
}

function spreadTraffic(service: ServiceSpec, readings: ReadonlyMap<string, Reading>, { seed, at, slot, effects }: Setting): void {
  const reading = readings.get(service.name);
  if (!reading) return;
  const key = hashOf(`${service.name} traffic`);
  if (service.entryRps) {
    const noise = 1 + 0.05 * waveAt(seed, key, at, 7 * MINUTE) + 0.03 * normalAt(seed, key, slot);
    reading.rps = service.entryRps * rhythmAt(at) * noise * (effects[service.name]?.trafficFactor ?? 1);
  }
  for (const { to, share, after } of service.calls) {
    const call = reading.calls[to];
    const callee = readings.get(to);
    if (!call || !callee) continue;
    const comesSoFar = (1 - reading.ownErrorShare) * (1 - (after ? (reading.calls[after]?.errorShare ?? 0) : 0));
    call.rps = reading.rps * share * comesSoFar * (effects[to]?.trafficFactor ?? 1);
    callee.rps += call.rps;
  }
}

function cpuOf(service: ServiceSpec, reading: Reading, { seed, slot, effects }: Setting): number {
  const noise = 1 + 0.05 * normalAt(seed, hashOf(`${service.name} cpu`), slot);
  return (reading.rps * service.cpuMs * noise * (effects[service.name]?.cpuFactor ?? 1)) / 1000 + 0.02 * service.replicas;
}
