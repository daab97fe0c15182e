import type { Heard, Intent, Reading } from "../understanding/grammar.ts";
import { ask, on, spoken, understood } from "../understanding/readings.ts";
import { impactOf, impactWords } from "./impact.ts";

const STARTED =
  "started|starts|start|began|begun|begin|begins|beginning|onset|kicked|broke|broken|failing|down|seeing|happening|ongoing|persisting|having|getting|experiencing";
const DETECTED = "detected|noticed|discovered|spotted|seen|detection|saw|alerted|alert|found|caught";
const MITIGATED = "mitigated|mitigation|stabilized|stabilised";
const ACKNOWLEDGED = "acknowledge|acknowledged|acked|acknowledgement|acknowledgment|ack";

const timeNamed = (time: string, said: string, weight: number): Intent["cues"] => [
  [`+ <time> ${said}`, weight, { time }],
  [`^ ~ ${said} {adv}? {to}? ~ <time>`, weight + 0.05, { time }],
  [`^ {change} ~ ${said} ~ {to}? <time>`, 1.35, { time }],
  [`${said} time|timestamp|clock ~ {to}? ~ <time>`, 1.3, { time }],
];

/** When it happened, how many it hits, and which incident it belongs to. */
export const factsIntents: readonly Intent[] = [
  {
    name: "set_time",
    example: "It started at 14:25",
    isCommand: true,
    isFact: true,
    isAnyTime: true,
    cues: [
      ...timeNamed("startedAt", STARTED, 1.1),
      ...timeNamed("detectedAt", DETECTED, 1.14),
      ...timeNamed("mitigatedAt", MITIGATED, 1.16),
      ...timeNamed("acknowledgedAt", ACKNOWLEDGED, 1.17),
      ["+ <time> first", 1.02, { time: "startedAt" }],
      ["^ {it}|<service> {are} ~ since|from? <time>", 0.95, { time: "startedAt" }],
      ["^ {change} {det}? start|beginning|begin ~ <time>", 1.35, { time: "startedAt" }],
      ["^ {det}? <phase> {to}? <time>", 1.1, {}],
    ],
    lean: ({ finds }) => (finds.times.length > 0 ? 0 : -2),
    read: readTime,
  },
  {
    name: "set_impact",
    example: "15% of checkouts fail in EU, about 12,000 customers",
    isCommand: true,
    isFact: true,
    cues: impactCues(),
    lean: (said) => (impactWords(impactOf(said)) ? 0 : -2),
    read(heard) {
      const impact = impactOf(heard);
      if (!impactWords(impact)) return ask("How large is the impact? Say the share of users, customers, revenue an hour, or regions.");
      return on(heard, ({ reference }) => understood({ reference, ...impact }, `Set the impact of ${reference}${impactWords(impact)}`));
    },
  },
  {
    name: "merge",
    example: "Merge INC-2026-1123-002 into INC-2026-1123-001",
    isCommand: true,
    cues: [
      ["^ merge|merging|fusion|fuse|unite|link|fold|folding|combine|combining|dedupe|deduplicate|join|consolidate|unify|absorb ~ <reference>", 1.35],
      ["^ merge|merging|fold|combine|join|consolidate {it}|both|these|the|them|two", 1.2],
      ["+ merge|merged|fold|combine|duplicate|dupe <reference>", 1.0],
      ["duplicate|dupe|copy|same of|as|thing ~ <reference>", 1.15],
      ["^ roll|rolling|bundle|collapse|absorb|move ~ <reference> ~ into|in <reference>", 1.5],
      ["should|must|can be merged|folded|combined ~ <reference>", 1.2],
      ["^ <reference> {are} {det}? {adj}? duplicate|dupe|same", 1.15],
      ["^ close|cancel|resolve|flag|treat {it} {to}? {det}? duplicate|dupe|copy ~ <reference>", 1.5],
      ["^ {it} duplicates|repeats ~ <reference>", 1.2],
      ["^ mark {it} {to}? {det}? duplicate|dupe ~ <reference>", 1.4],
    ],
    lean: ({ finds }) => (finds.references.length > 0 ? 0.1 : -0.2),
    read: readMerge,
  },
];

function impactCues(): Intent["cues"] {
  const amount = "<percent>|<count>|<revenue>|<loss>|<region>";
  const sized = "<percent>|<count>|<revenue>|<loss>";
  const hit =
    "affect|affects|affected|affecting|impacted|impact|impacts|impacting|hit|hits|fail|fails|failing|failed|losing|lost|lose|loses|costs|costing|cost|revenue|radius|blast|broken|down|unable|hurting|bleeding|errors|error|loss|suffering";
  return [
    [`+ impact|impacts|impacted ${amount}`, 1.25],
    [`^ {change} {det}? impact|blast|scope ~ ${amount}`, 1.4],
    [`+ ${hit} ${amount}`, 1.02],
    [`^ ~ ${sized} ~ ${hit}`, 1.05],
    [`^ ~ ${sized} ~ can|could|are|is not|unable`, 1.02],
    [`^^ ${sized} $`, 1.0],
    [`^^ ${sized} of users|customers|traffic|requests|orders|checkouts|payments|people $`, 1.0],
    [`+ set|record|update|put|mark|enter ${sized}`, 0.95],
    [`^ add|remove ~ <region> ~ region|regions|impact`, 1.3],
    [`+ region|regions <region>`, 1.1],
    ["^ only? <region> ~ affected|impacted|hit|down", 1.1],
    ["^ no|zero|0 customers|users|one|impact", 0.9],
    [`^ {we} {are}? ~ losing|lost ~ ${sized}`, 1.1],
    ["^ {it} costs|costing|costs us ~ <revenue>", 1.1],
    ["^ note|record|put|log|add|enter|write ~ under|in|into|to|for|on {det}? impact", 1.7],
    ["^ record|use|put|set|take|add|note this|that|it|them {to} {det}? ~ impact", 1.6],
    ["^^ <loss>", 1.05],
    ["<loss> $", 0.95],
  ];
}

function readTime(heard: Heard): Reading {
  const at = heard.finds.times[0]?.value;
  if (!at) return ask("At what time? Say it as 14:25 UTC or as “10 minutes ago”.");
  const time = heard.gives.time ?? "startedAt";
  const said = TIME_WORDS[time] ?? "It started";
  return on(heard, ({ reference }) => understood({ reference, time, at }, `${said} at ${spoken(at, heard.vocabulary.now)} (${reference})`));
}

const TIME_WORDS: Record<string, string> = {
  startedAt: "It started",
  detectedAt: "It was detected",
  mitigatedAt: "It was mitigated",
  acknowledgedAt: "It was acknowledged",
};

function readMerge({ finds, vocabulary, tokens }: Heard): Reading {
  const [first, second] = [...new Set(finds.references.map(({ value }) => value))];
  const room = vocabulary.incident ?? undefined;
  const place = tokens.findIndex(({ tags }) => tags.includes("reference"));
  const isTarget =
    tokens.slice(0, place).some(({ text }) => /^(?:duplicates|repeats)$/.test(text)) ||
    tokens.slice(0, place).some(({ text }) => /^(?:into|in|to|with|of|as|on)$/.test(text));
  const [from, into] = second ? [first, second] : isTarget ? [room, first] : [first, room];
  if (!from || !into || from === into) return ask("Which into which? Say “Merge INC-… into INC-…”.");
  return understood({ reference: from, other: into }, `Merge ${from} into ${into}`);
}
