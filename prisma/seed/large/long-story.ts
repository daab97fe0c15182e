import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import * as deeds from "./live.ts";
import type { Organisation } from "./organisation.ts";
import type { Random } from "./random.ts";
import type { Sentences } from "./sentences.ts";
import { isoAt, type Moment, type Story } from "./story.ts";

const HOUR = 3_600_000;
const HOURS = 60;

type Long = { story: Story; next: () => Moment & { last: deeds.Deed } };

/** An open SEV1 that many people have worked on for two and a half days: mostly notes, spread evenly until now. */
export function longStory(now: number, { workers, services }: Organisation, random: Random, sentences: Sentences, entries: number): Long {
  const [service] = services;
  const [commander, ...helpers] = workers.slice(0, 24);
  if (!service || !commander) throw new Error("There is no service, or nobody works here.");
  const declaredAt = now - HOURS * HOUR;
  const setting = { service: service.name, neighbours: service.neighbours };
  const input = DeclareIncident.parse({
    title: sentences.title(setting),
    severity: "SEV1",
    summary: sentences.summary(setting),
    services: [service.id],
    startedAt: isoAt(declaredAt - 12 * 60_000),
    detectedAt: isoAt(declaredAt - 4 * 60_000),
  });
  const story = { declaredAt, input, services: [service], commander, helpers, moments: [], isTwin: false };
  let told = 0;
  const next = () => {
    told += 1;
    const at = declaredAt + (HOURS * HOUR * told) / entries;
    return { at: Math.min(at, now), deed: deedAt(told, random), last: deeds.note };
  };
  return { story, next };
}

/** What a room of that size has besides notes: few enough that each of its lists stays within its limit. */
const RARE: [every: number, deed: deeds.Deed][] = [
  [900, deeds.handOver],
  [120, deeds.addTask],
  [150, deeds.finishTask],
  [80, deeds.update],
  [40, deeds.mark],
  [70, deeds.amend],
  [400, deeds.addLink],
];

function deedAt(told: number, random: Random): deeds.Deed {
  if (told === 1) return deeds.beginImpact;
  if (told < 12) return random.chance(0.5) ? deeds.assign : deeds.note;
  return RARE.find(([every]) => told % every === 0)?.[1] ?? deeds.note;
}
