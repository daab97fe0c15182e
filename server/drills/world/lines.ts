import { hashOf, openDice } from "./chance.ts";
import { failureLines } from "./failure-lines.ts";
import { clothe } from "./line-shapes.ts";
import { SLOT_MS, type World } from "./open-world.ts";
import { NAMESPACE, serviceOf } from "./shop.ts";
import type { Level, LineKind } from "./types.ts";
import { USUAL_LINES } from "./usual-lines.ts";

/** One line of a container, as its log has it. */
export type WorldLine = { at: number; service: string; namespace: string; pod: string; level: Level; text: string };

const kindsOf = new WeakMap<object, readonly LineKind[]>();

/** All lines from one instant (inclusive) to another (exclusive), in order of time. Those of hidden services are missing. */
export function linesBetween(world: World, from: number, to: number, services?: ReadonlySet<string>): WorldLine[] {
  const { hidden, lines: own } = world.scenario;
  if (hidden?.logs) return [];
  const kinds = kindsOf.get(world.scenario) ?? [...USUAL_LINES, ...failureLines(), ...own];
  kindsOf.set(world.scenario, kinds);
  const wanted = kinds.filter(({ service }) => !hidden?.logsOf?.includes(service) && (!services || services.has(service)));
  const lines: WorldLine[] = [];
  const last = world.slotAt(to - 1);
  for (let slot = Math.max(0, world.slotAt(from)); slot <= last; slot += 1) {
    for (const kind of wanted) writeSlot(world, kind, kinds.indexOf(kind), slot, lines);
  }
  return lines.filter(({ at }) => at >= from && at < to).sort((one, other) => one.at - other.at);
}

/** More than this a minute of one kind is sampled, as loggers do. */
const MOST_PER_MINUTE = 60;

function writeSlot(world: World, kind: LineKind, index: number, slot: number, lines: WorldLine[]): void {
  const begin = world.begin + slot * SLOT_MS;
  const moment = world.momentAt(begin);
  const perMinute = Math.min(MOST_PER_MINUTE, kind.perMinute(moment, world.readingOf(kind.service, slot)));
  if (perMinute <= 0) return;
  const dice = openDice(world.seed, hashOf(`${kind.service} line ${index}`), Math.floor(begin / SLOT_MS));
  const wanted = (perMinute * SLOT_MS) / 60_000;
  const count = Math.floor(wanted + dice.share() * (wanted < 1 ? 1 : 2) - (wanted < 1 ? 0 : 0.5));
  for (let number = 0; number < count; number += 1) {
    const at = begin + Math.floor(((number + dice.share()) / count) * SLOT_MS);
    const pods = world.alive(kind.service, at);
    const pod = pods[dice.whole(0, Math.max(0, pods.length - 1))];
    if (!pod) continue;
    const runtime = kind.service === "coredns" ? "outside" : serviceOf(kind.service).runtime;
    const text = clothe(runtime, { at, level: kind.level, service: kind.service, text: kind.text(dice, moment), trace: dice.hex(16) });
    lines.push({ at, service: kind.service, namespace: pod.namespace ?? NAMESPACE, pod: pod.name, level: kind.level, text });
  }
}
