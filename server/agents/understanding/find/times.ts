import type { Found, Vocabulary } from "../vocabulary.ts";
import { foundIn, type Line, words } from "./line.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Hours east of UTC. */
const ZONES: Readonly<Record<string, number>> = {
  utc: 0, gmt: 0, z: 0, zulu: 0, bst: 1, cet: 1, cest: 2, eet: 2, eest: 3, msk: 3, ist: 5.5, sgt: 8, jst: 9, aest: 10, aedt: 11,
  est: -5, edt: -4, eastern: -5, cst: -6, cdt: -5, central: -6, mst: -7, mdt: -6, mountain: -7, pst: -8, pdt: -7, pacific: -8,
}; // biome-ignore format: a table
/** Places whose time people name. */
const PLACES: Readonly<Record<string, string>> = {
  london: "Europe/London", dublin: "Europe/Dublin", lisbon: "Europe/Lisbon", paris: "Europe/Paris", berlin: "Europe/Berlin", munich: "Europe/Berlin",
  madrid: "Europe/Madrid", rome: "Europe/Rome", vienna: "Europe/Vienna", zurich: "Europe/Zurich", amsterdam: "Europe/Amsterdam",
  brussels: "Europe/Brussels", stockholm: "Europe/Stockholm", gothenburg: "Europe/Stockholm", oslo: "Europe/Oslo", copenhagen: "Europe/Copenhagen",
  warsaw: "Europe/Warsaw", prague: "Europe/Prague", budapest: "Europe/Budapest", helsinki: "Europe/Helsinki", athens: "Europe/Athens",
  kyiv: "Europe/Kyiv", bucharest: "Europe/Bucharest", istanbul: "Europe/Istanbul", moscow: "Europe/Moscow", lagos: "Africa/Lagos",
  cairo: "Africa/Cairo", nairobi: "Africa/Nairobi", johannesburg: "Africa/Johannesburg", dubai: "Asia/Dubai", mumbai: "Asia/Kolkata",
  delhi: "Asia/Kolkata", bangalore: "Asia/Kolkata", india: "Asia/Kolkata", singapore: "Asia/Singapore", "hong kong": "Asia/Hong_Kong",
  shanghai: "Asia/Shanghai", beijing: "Asia/Shanghai", seoul: "Asia/Seoul", tokyo: "Asia/Tokyo", sydney: "Australia/Sydney",
  melbourne: "Australia/Melbourne", auckland: "Pacific/Auckland", "new york": "America/New_York", boston: "America/New_York",
  toronto: "America/Toronto", chicago: "America/Chicago", denver: "America/Denver", "los angeles": "America/Los_Angeles",
  "san francisco": "America/Los_Angeles", seattle: "America/Los_Angeles", "sao paulo": "America/Sao_Paulo", uk: "Europe/London",
}; // biome-ignore format: a table
const CITIES = Object.keys(PLACES);
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const HOUR = `(\\d{1,2}|one)`;
const HALF = "(am|pm|am \\.|pm \\.|a m|p m|in the (?:morning|afternoon|evening)|at night|tonight)";
const ZONE = `((?:${CITIES.join("|")})(?: local)? time|${Object.keys(ZONES).join("|")})(?: time)?`;
const DAYS = `(yesterday|today|last night|this morning|this afternoon|the day before yesterday|(?:on )?(?:the )?(\\d{1,2})(?: ?(?:st|nd|rd|th))?(?: of)? (?:${MONTHS.join("|")})[a-z]*(?: \\d{4})?|(?:on )?(?:${MONTHS.join("|")})[a-z]* (\\d{1,2})(?:st|nd|rd|th)?|\\d{4}-\\d{2}-\\d{2})`;
const MARKER = "(?:at|since|from|around|about|by|to|approximately|approx|roughly|~)";

const FULL = words("\\d{4}-\\d{2}-\\d{2}t\\d{2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?(?:z|[+-]\\d{2}:\\d{2})");
const AMOUNT_AGO =
  "(\\d+(?:\\.\\d+)?|an?|one|half an?|a few|few|a couple of|a couple|couple of|couple)(?: -)?(?: ?ish)? (minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d)( and a half| and a quarter)?(?: (?:and )?(\\d+) (?:minutes?|mins?|min|m))?";
const AGO = words(
  `(?:(?:about|around|roughly|like|some|maybe) )?${AMOUNT_AGO}(?: or so)? (?:ago|back|now)|(?:for|since|during) (?:the (?:last|past) |about |around )?${AMOUNT_AGO}|(?:last|past) ${AMOUNT_AGO}`,
);
const PAST_HOUR = words(
  `(?:${MARKER} )?(?:a )?(half|quarter|\\d{1,2}|five|ten|twenty)(?: minutes)? (past|to|after|before|till) ${HOUR}(?: ${HALF})?(?: ${ZONE})?`,
);
const CLOCK = words(`(?:${MARKER} )?(\\d{1,2})(?:[:h](\\d{2})(?::\\d{2})?)(?: ${HALF})?(?: (?:hours|hrs|h|o'clock))?(?: ${ZONE})?`);
const BARE = words(
  `(?:${MARKER} )?${HOUR}(?: o'clock)? ${HALF}(?: ${ZONE})?|(?:at|since|from|around) ${HOUR}(?: (?:o'clock|sharp))?(?: ${ZONE})?(?! (?:%|users|customers|people|minutes|min|hours|errors|k))|(?:at|since|from|around|to) (\\d{1,2})\\.(\\d{2})(?! %)(?: ${ZONE})?|(?:at|since|from|around|to) (\\d{2})(\\d{2})(?: (?:hours|hrs|h))?(?: ${ZONE})?|(\\d{2})(\\d{2}) (?:hours|hrs|${ZONE})`,
);
const WORD = words(`(?:${MARKER} )?(noon|midday|midnight)(?: ${ZONE})?`);
const DAY_WORDS = words(DAYS);
const JUST = words("just now|right now|a moment ago|moments ago|as of now|(?:to|at|=|:) now");

export const TIME_WORDS: readonly string[] =
  "noon midday midnight morning afternoon evening night yesterday today minutes minute hours hour days seconds quarter half past eastern pacific central mountain january february march april june july august september october november december".split(
    " ",
  );

type Clock = { match: RegExpExecArray; hours: number; minutes: number; zone: number; isHalfKnown: boolean };

/** An instant in the past, RFC 3339. A clock without a zone is UTC; without am or pm, a spoken hour is the latest such. */
export function times(line: Line, { now }: Vocabulary): Found<string>[] {
  const full = FULL.exec(line.text);
  const instant = full ? Date.parse(full[0].toUpperCase()) : Number.NaN;
  if (full && !Number.isNaN(instant)) return [foundIn(line, full, new Date(instant).toISOString())];
  const ago = AGO.exec(line.text);
  if (ago) return [foundIn(line, ago, before(now, agoMinutes(ago)))];
  const clock = clockIn(line.text, now);
  if (clock) return clockFound(line, clock, now);
  const just = JUST.exec(line.text);
  return just ? [foundIn(line, just, new Date(now).toISOString())] : [];
}

function before(now: string, minutes: number): string {
  return new Date(Date.parse(now) - Math.min(minutes, 60 * 24 * 366) * MINUTE).toISOString();
}

const SPOKEN: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  "half a": 0.5,
  "half an": 0.5,
  few: 5,
  "a few": 5,
  couple: 2,
  "a couple": 2,
  "a couple of": 2,
  "couple of": 2,
};

function agoMinutes(match: RegExpExecArray): number {
  const at = [1, 5, 9].find((group) => match[group] !== undefined) ?? 1;
  const count = SPOKEN[match[at] ?? ""] ?? Number(match[at]);
  const unit = match[at + 1] ?? "m";
  const size = unit.startsWith("h") ? 60 : unit.startsWith("d") ? 1440 : 1;
  const more = match[at + 2]?.endsWith("half") ? 0.5 : match[at + 2] ? 0.25 : 0;
  return (count + more) * size + Number(match[at + 3] ?? 0);
}

function clockIn(text: string, now: string): Clock | null {
  const past = PAST_HOUR.exec(text);
  if (past && !/^from .* to /.test(past[0])) {
    const minutes = { half: 30, quarter: 15, five: 5, ten: 10, twenty: 20 }[past[1] ?? ""] ?? Number(past[1]);
    const isTo = past[2] === "to" || past[2] === "before" || past[2] === "till";
    const hour = hourOf(past[3], past[4]) - (isTo ? 1 : 0);
    if (minutes < 60 && !(isTo && Number.isNaN(hour)))
      return { match: past, hours: hour, minutes: isTo ? 60 - minutes : minutes, zone: zoneOf(past[5], now), isHalfKnown: past[4] !== undefined };
  }
  const clock = CLOCK.exec(text);
  if (clock) return { match: clock, hours: hourOf(clock[1], clock[3]), minutes: Number(clock[2]), zone: zoneOf(clock[4], now), isHalfKnown: true };
  const word = WORD.exec(text);
  if (word) return { match: word, hours: word[1] === "midnight" ? 0 : 12, minutes: 0, zone: zoneOf(word[2], now), isHalfKnown: true };
  const bare = BARE.exec(text);
  if (!bare) return null;
  const hour = bare[1] ?? bare[4] ?? bare[6] ?? bare[9] ?? bare[12];
  const zone = bare[3] ?? bare[5] ?? bare[8] ?? bare[11] ?? bare[14];
  const isHalfKnown = bare[4] === undefined;
  return { match: bare, hours: hourOf(hour, bare[2]), minutes: Number(bare[7] ?? bare[10] ?? bare[13] ?? 0), zone: zoneOf(zone, now), isHalfKnown };
}

function hourOf(said: string | undefined, half: string | undefined): number {
  const index = HOURS.indexOf(said ?? "");
  const hour = index >= 0 ? index + 1 : Number(said);
  if (half && /^(?:p|in the (?:afternoon|evening)|at night|tonight)/.test(half)) return hour < 12 ? hour + 12 : hour;
  return half && hour === 12 ? 0 : hour;
}

function zoneOf(name: string | undefined, now: string): number {
  const place = PLACES[name?.replace(/(?: local)? time$/, "") ?? ""];
  if (!place) return ZONES[name ?? "utc"] ?? 0;
  const there = new Intl.DateTimeFormat("en-US", { timeZone: place, timeZoneName: "longOffset" }).format(new Date(now));
  const offset = /GMT([+-]\d{2}):(\d{2})/.exec(there);
  return offset ? Number(offset[1]) + (Number(offset[2]) / 60) * (there.includes("GMT-") ? -1 : 1) : 0;
}

function clockFound(line: Line, { match, hours, minutes, zone, isHalfKnown }: Clock, now: string): Found<string>[] {
  if (!(hours >= 0 && hours <= 24) || minutes > 59) return [];
  const day = DAY_WORDS.exec(line.text);
  const isNamed = day !== null && !/^(?:today|this)/.test(day[0]);
  const midnight = dayOf(day, now);
  const at = midnight + (hours * 60 + minutes - zone * 60) * MINUTE;
  const later = at + 12 * 60 * MINUTE;
  const isNight = day?.[0] === "last night" && hours < 12;
  const fitting = isNight
    ? hours > 4
      ? later
      : at + DAY
    : !isHalfKnown && hours < 12 && (later <= Date.parse(now) || isNamed) && !/morning/.test(day?.[0] ?? "")
      ? later
      : at;
  const value = fitting > Date.parse(now) && !isNamed ? fitting - DAY : fitting;
  const found = foundIn(line, match, new Date(value).toISOString());
  const dayFound = day ? foundIn(line, day, "") : found;
  const isBeside = Math.min(Math.abs(dayFound.to - found.from), Math.abs(found.to - dayFound.from)) <= 3;
  return isBeside ? [{ value: found.value, from: Math.min(found.from, dayFound.from), to: Math.max(found.to, dayFound.to) }] : [found];
}

/** The midnight, UTC, at which the day that is said began. */
function dayOf(match: RegExpExecArray | null, now: string): number {
  const today = Date.parse(`${now.slice(0, 10)}T00:00:00.000Z`);
  const said = match?.[0] ?? "today";
  if (said === "yesterday" || said === "last night") return today - DAY;
  if (said === "the day before yesterday") return today - 2 * DAY;
  if (/^\d{4}-/.test(said)) return Date.parse(`${said}T00:00:00.000Z`) || today;
  const month = MONTHS.findIndex((name) => new RegExp(`\\b${name}`).test(said));
  const date = Number(match?.[2] ?? match?.[3]);
  if (month < 0 || !(date >= 1 && date <= 31)) return today;
  const year = Number(/\d{4}/.exec(said)?.[0] ?? now.slice(0, 4));
  const day = Date.UTC(year, month, date);
  return day > today && !/\d{4}/.test(said) ? Date.UTC(year - 1, month, date) : day;
}
