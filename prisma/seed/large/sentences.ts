import type { Random } from "./random.ts";
import * as words from "./words.ts";

/** Where an incident happens: what its sentences are about. */
export type Setting = { service: string; neighbours: readonly string[] };

const NOTES = [
  "{Signal} of {service} went from {small} to {count} within {minutes} minutes.",
  "Looks like {cause}.",
  "I see `{code}` in the log of {host}, about {count} times a minute.",
  "{Action}. Watching {signal} for the next {minutes} minutes.",
  "Ruled out {library}: its {signal} is as it was yesterday.",
  "Support has {count} tickets by now, the first is {ticket}, from {customer}.",
  "Trace {trace} spends {count} ms of {count} ms waiting for {service}.",
  "{Action}, and {signal} is back at {small}.",
  "Did not help: {action}, but {signal} stays at {count}.",
  "{Library} on {host} is at {version}, the others are at {version}.",
  "Only {region} is affected, {region} answers as usual.",
  "{customer} confirms that it works again.",
  "Comparing with {reference}, which looked alike: there {cause}.",
  "The change of {ticket} went out at the same minute. Its author is looking.",
  "If {signal} is not below {small} in {minutes} minutes, we fail over to {region}.",
  "- {signal}: {count}\n- {signal}: {small}\n- {signal}: {count}\n\nNothing else stands out on {host}.",
  "```\n{host} {service}[{count}]: {code} {library}: {identifier} refused after {count} ms\n{host} {service}[{count}]: {code} giving up on {trace}\n```",
  "The dashboard lies: {signal} is per instance there, and {host} has no agent since {version}.",
] as const;

const UPDATES = [
  "We are looking into {service}: {signal} is high. Next news within {minutes} minutes.",
  "The cause is known: {cause}. We are on it.",
  "{service} recovers since we {action}. We keep watching.",
  "About {percent} of requests to {service} are affected, mostly in {region}.",
] as const;

const TASKS = [
  "Check {signal} of {service}",
  "Call {customer} back",
  "Ask the provider about {ticket}",
  "Find what changed on {host}",
  "Write down why {cause}",
];
const REASONS = [
  "{Signal} is worse than we thought",
  "Only {percent} of requests are affected",
  "{customer} is down completely",
  "A workaround exists",
];
const SUMMARIES = [
  "{service} was impaired because {cause}; we {action}.",
  "{Action} after {cause}.",
  "{cause}, which showed as a high {signal} of {service}.",
];

export type Sentences = ReturnType<typeof sentencesBy>;

/** Words for one incident after the other, drawn with this chance. */
export function sentencesBy(random: Random) {
  const say = (templates: readonly string[], setting: Setting): string => fill(random.pick(templates), setting, random);
  return {
    title(setting: Setting): string {
      const circumstance = random.chance(0.75) ? ` ${random.pickZipf(words.CIRCUMSTANCES)}` : "";
      return fill(`{service} ${random.pickZipf(words.SYMPTOMS)}${circumstance}`, setting, random);
    },
    note(setting: Setting): string {
      const count = random.chance(0.3) ? 2 : 1;
      return Array.from({ length: count }, () => say(NOTES, setting)).join(" ");
    },
    update: (setting: Setting) => say(UPDATES, setting),
    task: (setting: Setting) => say(TASKS, setting),
    reason: (setting: Setting) => say(REASONS, setting),
    summary: (setting: Setting) => say(SUMMARIES, setting),
  };
}

const SLOT = /\{(\w+)\}/g;

function fill(template: string, setting: Setting, random: Random): string {
  return template.replace(SLOT, (_, name: string) => {
    const small = name.toLowerCase();
    const text = SLOTS[small]?.(random, setting) ?? "";
    const filled = text.includes("{") ? fill(text, { ...setting, service: random.pick(setting.neighbours) }, random) : text;
    return small === name ? filled : `${filled[0]?.toUpperCase()}${filled.slice(1)}`;
  });
}

const SLOTS: Record<string, (random: Random, setting: Setting) => string> = {
  service: (_, { service }) => service,
  signal: (r) => r.pickZipf(words.SIGNALS),
  cause: (r) => r.pickZipf(words.CAUSES),
  action: (r) => r.pickZipf(words.ACTIONS),
  library: (r) => r.pickZipf(words.LIBRARIES),
  region: (r) => r.pickZipf(words.REGIONS),
  environment: (r) => r.pickZipf(words.ENVIRONMENTS),
  customer: (r) => r.pickZipf(words.CUSTOMERS),
  database: (r) => `${r.pickZipf(words.AREAS)}-db-${r.whole(1, 9)}`,
  host: (r) => `${r.pickZipf(words.AREAS)}-${r.hex(5)}`,
  version: (r) => `${r.whole(1, 9)}.${r.whole(0, 40)}.${r.whole(0, 9)}`,
  flag: (r) => `${r.pickZipf(words.AREAS)}-${r.pickZipf(words.KINDS_OF_SERVICE)}-v${r.whole(2, 9)}`,
  code: (r) => `${r.pickZipf(words.LIBRARIES).toUpperCase()}-${1_000 + r.whole(0, 30) ** 2}`,
  ticket: (r) => `OPS-${r.whole(1_000, 99_999)}`,
  identifier: (r) => r.hex(7),
  trace: (r) => r.hex(16),
  count: (r) => String(Math.ceil(r.minutes(120, 1.2))),
  small: (r) => `${r.whole(1, 99) / 10} %`,
  percent: (r) => `${r.whole(1, 99)} %`,
  minutes: (r) => String(r.pick([5, 10, 15, 20, 30])),
  reference: (r) =>
    `INC-20${r.whole(21, 26)}-${String(r.whole(1, 12)).padStart(2, "0")}${String(r.whole(1, 28)).padStart(2, "0")}-0${r.whole(10, 60)}`,
};
