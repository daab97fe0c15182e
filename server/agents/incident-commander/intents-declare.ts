import { lineOf } from "../understanding/find/line.ts";
import { services } from "../understanding/find/names.ts";
import type { Heard, Intent, Reading } from "../understanding/grammar.ts";
import { ask, spoken, understood } from "../understanding/readings.ts";
import { asWritten } from "../understanding/typos.ts";
import type { Named } from "../understanding/vocabulary.ts";
import { wordsOf } from "../understanding/words.ts";
import { impactOf, impactWords } from "./impact.ts";
import { titleOf } from "./title.ts";

const OPEN =
  "declare|declaring|open|opening|create|creating|start|starting|raise|raising|file|filing|report|reporting|log|logging|register|begin|trigger|launch|initiate|call|make|get|add|establish|issue|announce|flag|run|establish";

/** An incident begins. */
export const declareIntent: Intent = {
  name: "declare",
  example: "Declare SEV2 incident: Payment API returning 500 errors",
  isCommand: true,
  takesText: true,
  cues: [
    [`^ ${OPEN} up|off? {a}? {adj}? {adj}? <severity>? {adj}? {incident}`, 1.4],
    [`^ ${OPEN} up|off? {a}? {adj}? {adj}? <severity> {incident}?`, 1.05],
    [`^ ${OPEN} {a} {adj}? <severity> {incident}?`, 1.35],
    ["^ kick|kicking|fire|spin|spinning|set|put|book|stand|standing off|up|in {a}? {adj}? {adj}? <severity>? {adj}? {incident}", 1.4],
    ["^ get|give|make|open me|us {a} {adj}? {adj}? <severity>? {adj}? {incident}", 1.42],
    ["^ break {a}? glass", 1.3],
    ["^ kick|kicking|fire|spin|spinning|set|put off|up|in {a}? {adj}? <severity> {incident}?", 1.35],
    ["^^ declare|declaring <severity>? {incident}?", 1.3],
    ["^ declare|declaring <severity>|{incident}", 1.3],
    ["^ declare|declaring $$", 1.2],
    ["^ declare|declaring it|this {to}? {a}? {adj}? <severity>? {incident}?", 1.2],
    ["^ new|fresh {adj}? {adj}? <severity>? {incident}", 1.35],
    ["^ another {adj}? {incident} :", 1.2],
    ["^ new|fresh <severity>", 1.3],
    ["^ {incident} declare|declaration|report", 1.35],
    ["^ <severity> declare|declaration", 1.35],
    ["^^ <severity> {incident} declare?", 1.1],
    [`^ {we} are declaring|opening|raising|calling|filing|logging|starting|reporting|creating {a}? {adj}? {adj}? <severity>? {incident}`, 1.4],
    ["^ {we} are declaring|opening|raising|calling|filing|logging|starting|reporting|creating {a}? {adj}? <severity>", 1.38],
    ["^ raise|open|log|register|file|report|record|treat|handle it|this|that {to} {a} {adj}? {adj}? <severity>? {incident}", 1.45],
    ["^ {we}? need|want|open|create|start|make|give us|me? {a}? new|own|separate|extra|fresh room", 1.3],
    ["^ new|separate|fresh|extra one|room|issue|problem ~ <severity>|:", 1.25],
    ["^ open|create|declare|start|raise|file one", 1.2],
    ["own <severity>|{incident}|room|ticket", 1.25],
    ["separate|unrelated|distinct {incident}|room", 1.35],
    ["^ there|it|{we}? is|are|gives|has|have|got {a}? new|another|separate problem|issue :|,|-|in|with|on?", 1.1],
    ["^ mark|record|note|put {a} new|separate|fresh {incident}", 1.5],
    ["^ {incident} new|please =|:|-", 1.3],
    ["^^ <severity> ,|!|;", 1.03],
    ["^ {incident} time :|-|,|!", 1.3],
    ["^ {we}? need|want|require|wants|needs {a}? {adj}? {adj}? <severity>? {adj}? {incident}", 1.3],
    ["^ {we}? need|want|require {a} {adj}? <severity>", 1.3],
    ["^ {we}? have|got|having|experiencing|seeing {a} {adj}? {adj}? <severity>? {adj}? {incident}", 1.1],
    ["^ {we} have|are got|having|experiencing|seeing {a} {adj}? {adj}? <severity>? {adj}? {incident}", 1.1],
    ["^ {we} have|got {a} {adj}? <severity>", 1.1],
    ["^ there is|are {a} {adj}? {adj}? <severity>? {adj}? {incident}", 1.1],
    ["^ i|we think|believe|suspect|guess that? {we} have|are got|having|in|seeing? {a} {adj}? {adj}? <severity>? {incident}", 1.1],
    ["^ raise|sound {a} alarm|alert", 1.2],
    [`^ ${OPEN} {a} ticket|case|issue as {a}? <severity>? {incident}`, 1.42],
    ["^ {incident} :|-|!", 1.2],
    ["^ {incident} for|about|regarding|concerning|because", 1.2],
    ["^ <severity> :|-", 1.12],
    ["^ get {a} {adj}? {incident} open|opened|going|started|created|declared|up", 1.45],
    ["^ it is|this|that is {a} {adj}? {incident} :|,", 1],
    ["^ declare|open|start|run|schedule {a}? {adj}? {adj}? {incident}", 1.4],
    ["{incident}|<severity> should|must|needs to? be opened|declared|raised|created|started|open", 1.2],
  ],
  read,
};

/** Those that are named, also inside of a quoted title. */
function servicesIn({ finds, vocabulary }: Heard, title: string): Named[] {
  const quoted = services(lineOf(wordsOf(title, asWritten)), vocabulary);
  const all = [...finds.services, ...quoted].map(({ value }) => value);
  return all.filter(({ id }, at) => all.findIndex((other) => other.id === id) === at);
}

function read(heard: Heard): Reading {
  const impact = impactOf(heard);
  const severity = heard.finds.severities.at(-1)?.value;
  const title = titleOf(heard);
  if (title.length < 3) return ask("What is failing? Say it in a few words, and I propose the declaration.");
  const affected = servicesIn(heard, title);
  const at = heard.finds.times[0]?.value;
  const isDrill = /drill|exercise|game_?day|game day|tabletop|simulat|training|mock|rehears|practi[cs]e/.test(heard.shape);
  const slots = { text: title, services: affected, isDrill, ...impact, ...(severity ? { severity } : {}), ...(at ? { at } : {}) };
  const more = [at ? ` It began at ${spoken(at, heard.vocabulary.now)}` : "", impactWords(impact).replace(/^:/, " Impact:")].filter(Boolean);
  return understood(slots, [`Declare ${isDrill ? "a drill" : "an incident"}${severity ? ` (${severity})` : ""}: ${title}`, ...more].join("."));
}
