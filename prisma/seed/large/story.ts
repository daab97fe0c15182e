import type { z } from "zod";
import type { IncidentKind, Phase, Severity } from "#lib/contracts/incident.ts";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import * as deeds from "./live.ts";
import type { KnownService, Organisation, Worker } from "./organisation.ts";
import type { Random } from "./random.ts";
import type { Sentences } from "./sentences.ts";

/** Something that happens `at` a time, in milliseconds since 1970. */
export type Moment = { at: number; deed: deeds.Deed };

/** One incident before anything of it is recorded. `moments` come in order and may lie in the future: those never happen. */
export type Story = {
  declaredAt: number;
  input: z.output<typeof DeclareIncident>;
  services: KnownService[];
  commander: Worker;
  helpers: Worker[];
  moments: Moment[];
  /** Merged into the one declared just before, minutes later. */
  isTwin: boolean;
};

const MINUTE = 60_000;
const SEVERITIES: readonly Severity[] = ["SEV3", "SEV3", "SEV3", "SEV3", "SEV4", "SEV4", "SEV4", "SEV2", "SEV2", "SEV1"];
/** Minutes in which an incident of that severity typically ends. */
const LASTS: Record<Severity, number> = { SEV1: 70, SEV2: 180, SEV3: 1_200, SEV4: 5_500 };
const KINDS: readonly IncidentKind[] = ["drill", "test", "retrospective"];

type Means = { organisation: Organisation; random: Random; sentences: Sentences };

/**
 * Thinks one incident out. `before` is the story of the one declared just before, of which this may turn out to be the same: then it is
 * declared soon after that one, at the latest at `time`.
 */
export function tellStory(time: number, before: Story | null, means: Means): Story {
  const { random } = means;
  const soon = Math.min(time, (before?.declaredAt ?? 0) + random.whole(4, 30) * MINUTE);
  const isTwin = before !== null && isTwinnable(before, soon) && random.chance(0.03);
  const declaredAt = isTwin ? soon : time;
  const services = isTwin ? before.services : pickServices(means);
  const [commander, ...helpers] = pickWorkers(means, isTwin ? 1 : random.pickZipf([2, 3, 1, 4, 6]));
  if (!commander) throw new Error("Nobody works here.");
  const kind = isTwin || random.chance(0.93) ? "real" : random.pick(KINDS);
  const severity = random.pick(SEVERITIES);
  const story = { declaredAt, services, commander, helpers, isTwin };
  if (kind === "retrospective")
    return {
      ...story,
      input: retrospective({ ...story, severity }, means),
      moments: [{ at: declaredAt + random.minutes(3_000) * MINUTE, deed: deeds.moveTo("closed") }],
    };
  const isTriage = !isTwin && random.chance(0.15);
  const isPrivate = !isTwin && random.chance(0.02);
  const input = DeclareIncident.parse({
    ...wordsOf(services, means),
    kind,
    severity: isTriage && random.chance(0.3) ? null : severity,
    phase: isTriage ? "triage" : "investigating",
    visibility: isPrivate ? "private" : "normal",
    startedAt: random.chance(0.6) ? isoAt(declaredAt - random.minutes(12) * MINUTE) : null,
  });
  const moments = isTwin ? [] : momentsOf(declaredAt, { severity, isTriage, hasSeverity: input.severity !== null, helpers: helpers.length }, random);
  return { ...story, input, moments };
}

function isTwinnable({ input, moments, isTwin }: Story, at: number): boolean {
  const isPlain = input.kind === "real" && input.visibility === "normal" && input.phase === "investigating";
  const end = moments.findLast(({ deed }) => deed === ENDS.resolved)?.at ?? 0;
  return isPlain && !isTwin && end - at > 20 * MINUTE;
}

const ENDS = { resolved: deeds.moveTo("resolved"), declined: deeds.moveTo("declined"), cancelled: deeds.moveTo("cancelled") };

type Course = { severity: Severity; isTriage: boolean; hasSeverity: boolean; helpers: number };

function momentsOf(declaredAt: number, { severity, isTriage, hasSeverity, helpers }: Course, random: Random): Moment[] {
  const lasts = Math.max(4, random.minutes(LASTS[severity], 1.1)) * MINUTE;
  const end = declaredAt + lasts;
  const moment = (share: number, deed: deeds.Deed): Moment => ({ at: declaredAt + lasts * share, deed });
  const isDeclined = isTriage && (!hasSeverity || random.chance(0.2));
  if (isDeclined) return inOrder([...notes(random.whole(0, 2), moment, random), { at: end, deed: ENDS.declined }]);
  if (random.chance(0.04)) return inOrder([...notes(random.whole(1, 3), moment, random), { at: end, deed: ENDS.cancelled }]);
  const now = (deed: deeds.Deed, from: number, to: number, likely: number): Moment[] =>
    random.chance(likely) ? [moment(from + random.number() * (to - from), deed)] : [];
  return inOrder([
    ...(isTriage ? [moment(0.02, deeds.moveTo("investigating"))] : []),
    ...now(deeds.beginImpact, 0.02, 0.05, 0.6),
    ...Array.from({ length: helpers }, (_, index) => now(deeds.assign, 0.03, 0.1 + index * 0.05, 0.5)).flat(),
    ...now(deeds.addLink, 0.02, 0.4, 0.2),
    ...now(deeds.addTask, 0.1, 0.5, 0.3),
    ...now(deeds.changeSeverity, 0.1, 0.6, 0.1),
    ...now(deeds.moveTo("identified"), 0.3, 0.5, 0.6),
    ...now(deeds.moveTo("mitigating"), 0.5, 0.6, 0.3),
    ...now(deeds.handOver, 0.5, 0.7, 0.02),
    ...now(deeds.finishTask, 0.6, 0.9, 0.3),
    ...now(deeds.moveTo("monitoring"), 0.7, 0.9, 0.5),
    ...now(deeds.update, 0.2, 0.9, severity === "SEV1" || severity === "SEV2" ? 0.9 : 0.2),
    ...notes(random.pickZipf([1, 2, 1, 3, 2, 4, 1, 6, 9, 15, 30]), moment, random),
    ...now(deeds.mark, 0.6, 0.99, 0.15),
    ...now(deeds.amend, 0.6, 0.99, 0.04),
    { at: end, deed: ENDS.resolved },
    ...afterwards(end, random),
  ]);
}

function notes(count: number, moment: (share: number, deed: deeds.Deed) => Moment, random: Random): Moment[] {
  return Array.from({ length: count }, () => moment(random.number() ** 1.5 * 0.98, deeds.note));
}

function afterwards(end: number, random: Random): Moment[] {
  const review = random.chance(0.1) ? [{ at: end + random.minutes(1_500) * MINUTE, deed: deeds.moveTo("review") }] : [];
  const closed = random.chance(0.95) ? [{ at: (review[0]?.at ?? end) + random.minutes(4_000) * MINUTE, deed: deeds.moveTo("closed") }] : [];
  return [...review, ...closed];
}

function inOrder(moments: Moment[]): Moment[] {
  return moments.toSorted((a, b) => a.at - b.at);
}

function wordsOf(services: KnownService[], { random, sentences }: Means): { title: string; summary: string; services: string[] } {
  const [service] = services;
  if (!service) throw new Error("There is no service.");
  const setting = { service: service.name, neighbours: service.neighbours };
  return { title: sentences.title(setting), summary: random.chance(0.3) ? sentences.summary(setting) : "", services: services.map(({ id }) => id) };
}

function retrospective({ declaredAt, services, severity }: { declaredAt: number; services: KnownService[]; severity: Severity }, means: Means) {
  const resolvedAt = declaredAt - means.random.minutes(2_000) * MINUTE;
  const phase: Phase = "review";
  const times = { startedAt: isoAt(resolvedAt - means.random.minutes(LASTS[severity]) * MINUTE), resolvedAt: isoAt(resolvedAt) };
  return DeclareIncident.parse({ ...wordsOf(services, means), kind: "retrospective", severity, phase, ...times });
}

function pickServices({ organisation, random }: Means): KnownService[] {
  const count = random.pickZipf([1, 1, 2, 3]);
  return [...new Set(Array.from({ length: count }, () => random.pickZipf(organisation.services)))];
}

function pickWorkers({ organisation, random }: Means, count: number): Worker[] {
  return [...new Set(Array.from({ length: count }, () => random.pickZipf(organisation.workers)))];
}

export function isoAt(time: number): string {
  return new Date(Math.floor(time)).toISOString();
}
