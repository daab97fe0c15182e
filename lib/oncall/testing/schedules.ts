import fc from "fast-check";
import type { OnCallSchedule, Restriction, ScheduleLayer } from "#lib/contracts/oncall.ts";

/** Zones of every kind of clock: none changed, changed by an hour, by half of one, by two, on Fridays, around Ramadan, whole days skipped, odd offsets. */
export const ZONES = [
  ..."UTC Europe/Vienna Europe/London Europe/Dublin Europe/Lisbon Europe/Moscow Europe/Istanbul Europe/Chisinau Europe/Kyiv".split(" "),
  ..."America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles America/Anchorage America/St_Johns".split(" "),
  ..."America/Sao_Paulo America/Santiago America/Asuncion America/Havana America/Caracas America/Nuuk America/Scoresbysund".split(" "),
  ..."Africa/Cairo Africa/Casablanca Africa/El_Aaiun Africa/Lagos Africa/Johannesburg Africa/Windhoek Asia/Kolkata Asia/Kathmandu".split(" "),
  ..."Asia/Tehran Asia/Jerusalem Asia/Beirut Asia/Gaza Asia/Amman Asia/Tokyo Asia/Shanghai Asia/Pyongyang Asia/Dhaka".split(" "),
  ..."Australia/Sydney Australia/Adelaide Australia/Lord_Howe Australia/Eucla Pacific/Auckland Pacific/Chatham Pacific/Apia".split(" "),
  ..."Pacific/Kiritimati Pacific/Norfolk Pacific/Easter Atlantic/Azores Antarctica/Troll".split(" "),
] as const;

/** In 2011 Apia skipped the 30th of December; in these years all the others changed their clocks where they ever do. */
const FIRST_DAY = Date.UTC(2011, 0, 1);
const DAYS = 15 * 365;
const HOUR_MS = 3_600_000;

export const PEOPLE = Array.from({ length: 6 }, (_, index) => ({ id: `p${index}`, name: `Person ${index}`, isActive: true, zone: null }));

export const zone = fc.constantFrom(...ZONES);
export const instant = fc.integer({ min: 0, max: DAYS * 24 * 60 }).map((minutes) => new Date(FIRST_DAY + minutes * 60_000).toISOString());

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "15", "30", "59"))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);
const restriction: fc.Arbitrary<Restriction> = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  from: time,
  to: time,
});
const rotation = fc.oneof(
  fc.record({ every: fc.integer({ min: 1, max: 72 }), unit: fc.constant("hour" as const) }),
  fc.record({ every: fc.integer({ min: 1, max: 10 }), unit: fc.constant("day" as const) }),
  fc.record({ every: fc.integer({ min: 1, max: 4 }), unit: fc.constant("week" as const) }),
);
export const layer: fc.Arbitrary<ScheduleLayer> = fc.record({
  id: fc.uuid(),
  name: fc.constant("Layer"),
  people: fc.uniqueArray(fc.constantFrom(...PEOPLE.map(({ id }) => id)), { minLength: 1, maxLength: 6 }),
  rotation,
  startsOn: fc.integer({ min: -400, max: 400 }).map((day) => new Date(FIRST_DAY + day * 24 * HOUR_MS).toISOString().slice(0, 10)),
  handOffAt: time,
  zone,
  restrictions: fc.oneof(fc.constant<Restriction[]>([]), fc.array(restriction, { minLength: 1, maxLength: 3 })),
});

/** A schedule with a window of at most 40 days in which its overrides lie; some people have left. */
export const scheduleAndWindow = fc
  .tuple(
    fc.array(layer, { maxLength: 4 }),
    instant,
    fc.integer({ min: 1, max: 40 * 24 * 60 }),
    fc.array(fc.tuple(fc.integer({ min: -600, max: 40 * 24 * 60 }), fc.integer({ min: 1, max: 3_000 }), fc.constantFrom(...PEOPLE)), {
      maxLength: 4,
    }),
    fc.subarray(PEOPLE, { maxLength: 2 }),
  )
  .map(([layers, from, minutes, spots, gone]) => {
    const at = (offset: number) => new Date(Date.parse(from) + offset * 60_000).toISOString();
    const overrides = spots.map(([begins, length, { id }], index) => ({
      id: `o${index}`,
      person: id,
      from: at(begins),
      to: at(begins + length),
      reason: "",
    }));
    return { schedule: scheduleOf({ layers, overrides, gone: gone.map(({ id }) => id) }), from, to: at(minutes) };
  });

type Parts = { layers: ScheduleLayer[]; overrides?: OnCallSchedule["overrides"]; gone?: string[] };

export function scheduleOf({ layers, overrides = [], gone = [] }: Parts): OnCallSchedule {
  const people = PEOPLE.map((person) => ({ ...person, isActive: !gone.includes(person.id) }));
  return { id: "s", slug: "s", name: "Schedule", zone: "UTC", layers, overrides, people };
}

/** A layer with plain values where none are given. */
export function layerOf(part: Partial<ScheduleLayer>): ScheduleLayer {
  return {
    id: "layer",
    name: "Layer",
    people: ["p0", "p1"],
    rotation: { every: 1, unit: "day" },
    startsOn: "2026-01-01",
    handOffAt: "09:00",
    zone: "Europe/Vienna",
    restrictions: [],
    ...part,
  };
}
