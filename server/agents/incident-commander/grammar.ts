import * as find from "../understanding/extract.ts";
import { type Intent, payloadOf, type Reading, type Said } from "../understanding/understand.ts";
import type { Slots } from "../understanding/vocabulary.ts";
import { impactOf, impactWords, titleOf } from "./read-words.ts";

const understood = (slots: Slots, reading: string): Reading => ({ slots, missing: null, reading });
const ask = (missing: string, slots: Slots = {}): Reading => ({ slots, missing, reading: "" });

/** The incident meant: the one named, else the room that one is in. */
function about({ text, vocabulary }: Said): { reference?: string } {
  const reference = find.references(text)[0]?.value ?? vocabulary.incident;
  return reference ? { reference } : {};
}

const where = ({ reference }: { reference?: string }): string => (reference ? ` on ${reference}` : "");

/** For what is done to an incident: asks which, when none is known. */
function on(said: Said, read: (target: { reference: string }) => Reading): Reading {
  const { reference } = about(said);
  return reference ? read({ reference }) : ask("Which incident do you mean? Give its reference, such as INC-2026-1123-001.");
}

const has = (finds: (text: string) => unknown) => (said: Said) => (finds(said.text) ? 0.2 : 0);

/** Everything that the incident-commander understands by itself. One entry is one thing to ask for. */
export const GRAMMAR: readonly Intent[] = [
  {
    name: "declare",
    example: "Declare SEV2 incident: Payment API returning 500 errors",
    isCommand: true,
    cues: [
      [/^(?:declare|declaring)\b/, 1.4],
      [
        /\b(?:declare|open|create|start|raise|file|report|log|kick off|spin up|begin|trigger|launch)\b(?!.{0,14}\b(?:this|it|that|to)\b)(?: up)? (?:an?|the|new|another|a new)?\s*(?:[\w-]+ ){0,3}?(?:incident|outage|drill|sev(?:erity)?[\s-]?[1-4]|p[1-4])\b/,
        1.35,
      ],
      [/^(?:new|another) (?:sev[\s-]?[1-4] |p[1-4] )?(?:incident|outage|drill)\b/, 1.3],
      [/^(?:incident|outage)\s*[:-]/, 1.2],
      [/^(?:sev(?:erity)?[\s-]?[1-4]|p[1-4])(?: incident)?\s*[:-]\s*\S/, 1.2],
      [
        /\b(?:we(?:'ve| have)?(?: got)?|there(?:'s| is)|we're having|having) (?:an?|another|a major|a big) (?:major |big |serious |total )?(?:outage|incident|sev[\s-]?[1-4])\b/,
        1.05,
      ],
    ],
    read(said) {
      const impact = impactOf(said);
      const severity = find.severity(said.text)?.value;
      const title = titleOf(said);
      if (title.length < 3) return ask("What is failing? Say it in a few words, and I propose the declaration.");
      const services = find.services(said.text, said.vocabulary).map(({ value }) => value);
      const at = find.time(said.text, said.vocabulary)?.value;
      const isDrill = /\b(?:drill|exercise|game ?day)\b/.test(said.text);
      const slots = { text: title, services, isDrill, ...impact, ...(severity ? { severity } : {}), ...(at ? { at } : {}) };
      return understood(slots, `Declare ${isDrill ? "a drill" : "an incident"}${severity ? ` (${severity})` : ""}: ${title}`);
    },
  },
  {
    name: "status",
    example: "What's the current status?",
    isCommand: false,
    cues: [
      [/\b(?:status|state of|sitrep|overview|summary|summari[sz]e|tl;?dr|recap)\b/, 1.1],
      [
        /\b(?:what(?:'s| is) (?:up|going on|happening|the (?:latest|situation|story|deal|news|state))|what happened|where (?:are we|do we stand)|how (?:are we|is it|are things|bad is it)|catch me up|update me|fill me in|bring me up to speed|any (?:news|progress))\b/,
        1.1,
      ],
      [/^(?:how(?:'s| is) .{2,60} (?:going|doing|looking)|describe|details?|read|inc-\d{4}-\d{4}-\d{3,6}\??$)/, 1],
    ],
    lean: ({ text }) => (/\b(?:set|change|move|mark|post|publish|send)\b/.test(text) ? -0.4 : 0),
    read: (said) => on(said, ({ reference }) => understood({ reference }, `The status of ${reference}`)),
  },
  {
    name: "list",
    example: "List open SEV1 incidents",
    isCommand: false,
    cues: [
      [/\b(?:list|show|display|see|find|search|view|get)\b.*\b(?:incidents?|outages?)\b/, 1.25],
      [/\b(?:which|what|any|how many|are there(?: any)?|all|open|active|current|ongoing|recent|my)\b(?: \w+){0,3} (?:incidents|outages)\b/, 1.25],
      [/^(?:what(?:'s| is) (?:open|on fire|burning|broken|active)|anything (?:open|on fire|burning)|incidents)\b/, 1.15],
      [/\bincidents? (?:assigned to|of) me\b|\bmy incidents\b/, 1.3],
    ],
    read(said) {
      const severity = find.severity(said.text)?.value;
      const services = find.services(said.text, said.vocabulary).map(({ value }) => value);
      const state = /\b(?:closed|resolved|ended|past|previous|finished)\b/.test(said.text)
        ? "ended"
        : /\b(?:all|every|ever)\b/.test(said.text)
          ? "all"
          : "open";
      const isMine = /\b(?:my|mine|assigned to me|of me)\b/.test(said.text);
      return understood(
        { state, services, isMine, ...(severity ? { severity } : {}) },
        `List ${state === "all" ? "all" : state} ${severity ?? ""} incidents`.replaceAll("  ", " "),
      );
    },
  },
  {
    name: "take_command",
    example: "I'm taking over command: the commander cannot be reached",
    isCommand: true,
    cues: [
      [
        /\b(?:i(?:'m| am|'ll| will)?(?: now)? (?:taking|take|assuming|assume|grabbing|got|have)|i take|take|taking|assume|assuming) (?:over|command|ic|the (?:lead|command|ic role)|charge|control)\b/,
        1.4,
      ],
      [/\bi(?:'m| am|'ll be| will be) (?:the )?(?:ic|incident commander|commander|in charge|in command)\b/, 1.35],
    ],
    read: (said) =>
      on(said, ({ reference }) => understood({ reference, text: payloadOf(said) ?? "Asked for by them" }, `You take command of ${reference}`)),
  },
  {
    name: "hand_over",
    example: "Hand over command to @grace",
    isCommand: true,
    cues: [
      [
        /\bhand(?:ing)?[ -]?(?:it |this |command |ic |things )?(?:over|off)\b|\b(?:pass|transfer|give)(?:ing)? (?:the )?(?:command|ic|baton|lead)\b|\bhandover to\b/,
        1.45,
      ],
    ],
    lean: ({ text }) => (/\bbrief/.test(text) && !/\bto\b/.test(text) ? -0.6 : 0),
    read(said) {
      const { found, candidates, unknown } = find.people(said.text, said.vocabulary);
      if (!found) return ask(whom(candidates, unknown));
      return on(said, ({ reference }) =>
        understood({ reference, person: found.value, ...withText(said) }, `Offer command of ${reference} to ${found.value.name}`),
      );
    },
  },
  {
    name: "assign",
    example: "Make @grace the scribe",
    isCommand: true,
    cues: [
      [/\b(?:assign|make|give|put|set|appoint|name|nominate|add|have|let|get|page in|ask)\b/, 0.75],
      [/(?:@[a-z0-9._-]+|\b\w+)(?:'s| is| as| takes?| will be| to be| on| does| has|:)\s+(?:the |our |on )?\w+/, 0.7],
      [/\bi(?:'ll| will| can)? (?:take|do|be|handle|run)\b/, 0.75],
    ],
    lean: (said) => (find.role(said.text, said.vocabulary) ? (somebody(said) ? 0.55 : 0.2) : -1),
    read(said) {
      const role = find.role(said.text, said.vocabulary)?.value;
      if (!role) return ask("Which role? Commander, deputy, communications, scribe or another.");
      const { found, candidates, unknown } = find.people(said.text, said.vocabulary);
      if (!found) return ask(whom(candidates, unknown));
      return on(said, ({ reference }) =>
        understood({ reference, role, person: found.value }, `Ask ${found.value.name} to be ${role}${where({ reference })}`),
      );
    },
  },
  {
    name: "change_severity",
    example: "Raise this to SEV1: payments fail everywhere",
    isCommand: true,
    cues: [
      [
        /\b(?:set|change|make|bump|raise|upgrade|escalate|downgrade|lower|drop|reduce|move|increase|decrease|mark|switch|update|re-?classify|treat)\b/,
        0.75,
      ],
      [/^(?:it'?s|this is|that'?s|now)? ?(?:a |an |now a? ?)?(?:sev(?:erity)?[\s-]?(?:[1-4]|one|two|three|four)|p[1-4])\b/, 0.9],
      [/\bseverity\b/, 0.7],
    ],
    lean: (said) => (find.severity(said.text) ? (about(said).reference ? 0.5 : 0.1) : -1),
    read(said) {
      const severity = find.severity(said.text)?.value;
      if (!severity) return ask("To which severity? SEV1, SEV2, SEV3 or SEV4.");
      return on(said, ({ reference }) => understood({ reference, severity, ...reasonIn(said) }, `Change ${reference} to ${severity}`));
    },
  },
  {
    name: "assess_severity",
    example: "What severity is it if 15% of users cannot pay?",
    isCommand: false,
    cues: [
      [
        /\b(?:what|which) (?:sev(?:erity)?|priority|level)\b|\bhow (?:severe|serious|bad)\b|\b(?:assess|judge|estimate|work out|suggest|propose)\b.*\bsev(?:erity)?\b/,
        1.3,
      ],
      [/^(?:is|should|would|could|shall) (?:this|it|that|we)\b.*\bsev/, 1.2],
    ],
    read: (said) => understood({ ...about(said), ...impactOf(said) }, `Assess the severity${impactWords(impactOf(said))}`),
  },
  {
    name: "change_phase",
    example: "Mark it as mitigating",
    isCommand: true,
    cues: [
      [/\b(?:mark|move|set|change|switch|update|advance|put|transition|push|go|bring)\b/, 0.75],
      [/\b(?:resolve|close|cancel|decline|re-?open)\b/, 1],
      [
        /\b(?:found|identified|know|located) (?:the |what )?(?:root )?(?:cause|problem|culprit|issue)\b|\bcause (?:is |was )?(?:found|identified|known)\b/,
        0.95,
      ],
      [
        /\b(?:all clear|it'?s (?:all )?(?:fixed|over|resolved|back)|(?:is|has been|now|completely|fully) (?:fixed|resolved|mitigated)|back to normal|false alarm|recovered|happening again|it came back)\b/,
        1,
      ],
      [/^(?:we(?:'re| are) |now |it'?s )?(?:now )?(?:investigating|identified|mitigating|mitigated|monitoring|resolved)\b/, 1],
    ],
    lean: (said) => (find.phase(said.text) ? phaseLean(said) : -1),
    read(said) {
      const phase = find.phase(said.text)?.value;
      if (!phase) return ask("To which phase? Investigating, identified, mitigating, monitoring or resolved.");
      return on(said, ({ reference }) => understood({ reference, phase, ...reasonIn(said) }, `Move ${reference} to ${phase}`));
    },
  },
  {
    name: "set_time",
    example: "It started at 14:25",
    isCommand: true,
    cues: [
      [
        /\b(?:start(?:ed|s)?|began|begun|begin|first (?:seen|noticed)|detected|noticed|discovered|mitigated|acknowledged)\b.*(?:\d|ago|noon|midnight)/,
        1.15,
      ],
    ],
    lean: (said) => (find.time(said.text, said.vocabulary) ? 0.1 : -1),
    read(said) {
      const time = find.time(said.text, said.vocabulary);
      if (!time) return ask("At what time? Say it as 14:25 UTC or as “10 minutes ago”.");
      const name = /\b(?:detected|noticed|discovered|first seen)\b/.test(said.text)
        ? "detectedAt"
        : /\bmitigated\b/.test(said.text)
          ? "mitigatedAt"
          : /\backnowledged\b/.test(said.text)
            ? "acknowledgedAt"
            : "startedAt";
      return on(said, ({ reference }) => understood({ reference, time: name, at: time.value }, `Set ${name} of ${reference} to ${time.value}`));
    },
  },
  {
    name: "set_impact",
    example: "15% of checkouts fail in EU, about 12,000 customers",
    isCommand: true,
    cues: [
      [
        /\b(?:impact|affect(?:s|ed|ing)?|fail(?:s|ed|ing)?|losing|lost|lose|costs?|costing|down for|hit|cannot|can'?t|impacted|users|customers|revenue|data loss)\b|[$€£]|%/,
        0.8,
      ],
    ],
    lean: (said) => (impactWords(impactOf(said)) ? 0.25 : -1),
    read(said) {
      const impact = impactOf(said);
      if (!impactWords(impact)) return ask("How large is the impact? Say the share of users, customers, revenue an hour, or regions.");
      return on(said, ({ reference }) => understood({ reference, ...impact }, `Set the impact of ${reference}${impactWords(impact)}`));
    },
  },
  {
    name: "post_update",
    example: "Post an update: we have identified the cause",
    isCommand: true,
    cues: [
      [/\b(?:post|send|publish|share|write|give|push|announce|issue)\b.*\b(?:update|announcement|message)\b/, 1.4],
      [/^(?:status )?update\s*[:-]/, 1.3],
      [/^(?:tell|inform|notify|let) (?:everyone|everybody|people|them|stakeholders|customers|the team|all)\b/, 1.25],
      [/^announce\b/, 1.2],
    ],
    read(said) {
      const text =
        payloadOf(said) ??
        after(
          said,
          /^(?:tell|inform|notify|let) (?:everyone|everybody|people|them|stakeholders|customers|the team|all)(?: know)?(?: that)?|^announce(?: that)?/,
        );
      if (!text) return ask("What shall the update say? Write it after a colon: “Post an update: …”.");
      return on(said, ({ reference }) => understood({ reference, text }, `Post an update on ${reference}: “${text}”`));
    },
  },
  {
    name: "add_link",
    example: "Add https://meet.example.com/abc as the bridge",
    isCommand: true,
    cues: [[/https?:\/\//, 1.1]],
    read(said) {
      const url = find.url(said.text, said.original)?.value;
      return on(said, ({ reference }) => understood({ reference, ...(url ? { url } : {}) }, `Add the link ${url} to ${reference}`));
    },
  },
  {
    name: "add_note",
    example: "Note: rolled back to 4.17.3",
    isCommand: true,
    cues: [
      [
        /^(?:note|log|record|jot|add (?:a |this )?(?:note|entry|comment)|write (?:down|a note)|fyi|for the record|timeline|remember|make a note|take a note|put (?:it |this )?(?:on|in) the timeline)\b/,
        1.45,
      ],
    ],
    read(said) {
      const text =
        payloadOf(said) ??
        after(
          said,
          /^(?:please )?(?:note|log|record|jot(?: down)?|add (?:a |this )?(?:note|entry|comment)|write (?:down|a note)|fyi|for the record|timeline|remember|(?:make|take) a note|put (?:it |this )?(?:on|in) the timeline)(?: of the fact)?(?: (?:that|on it|to it|saying))?[,:]?/,
        );
      if (!text) return ask("What shall the note say? Write it after a colon: “Note: …”.");
      const at = /\bat \d/.test(said.text) ? find.time(said.text, said.vocabulary)?.value : undefined;
      return on(said, ({ reference }) => understood({ reference, text, ...(at ? { at } : {}) }, `Note${where({ reference })}: “${text}”`));
    },
  },
  {
    name: "add_task",
    example: "Todo: check recent deployments",
    isCommand: true,
    cues: [
      [
        /^(?:to-?do|task|action(?: item)?|next action|(?:add|create|open|make) (?:a |an |another )?(?:new )?(?:to-?do|task|action(?: item)?|next action|next step)|remind (?:us|me|everyone)|follow[- ]?up|assign (?:a )?task)\b/,
        1.45,
      ],
      [/^(?:someone|somebody|we) (?:should|needs? to|has to|must|ought to)\b/, 0.95],
    ],
    read(said) {
      const text =
        payloadOf(said) ??
        after(
          said,
          /^(?:(?:add|create|open|make) (?:a |an |another )?(?:new )?)?(?:to-?do|task|action(?: item)?|next action|next step|remind (?:us|me|everyone)|follow[- ]?up|someone (?:should|needs? to|has to|must)|somebody (?:should|needs? to|has to|must)|we (?:should|need to|have to|must))(?: (?:to|for|that))?[,:]?/,
        );
      if (!text) return ask("What is to be done? Write it after a colon: “Todo: …”.");
      const person = /@/.test(said.text) || /\bfor \w+$/.test(said.text) ? find.people(said.text, said.vocabulary).found?.value : undefined;
      return on(said, ({ reference }) =>
        understood(
          { reference, text, ...(person ? { person } : {}) },
          `Add a next action${where({ reference })}: “${text}”${person ? ` for ${person.name}` : ""}`,
        ),
      );
    },
  },
  {
    name: "who",
    example: "Who is the commander?",
    isCommand: false,
    cues: [
      [/^who(?:'s|'re| is| are| has| does)?\b/, 1.2],
      [/\b(?:roles|role board|who is who)\b/, 0.9],
    ],
    read: (said) => on(said, ({ reference }) => understood({ reference }, `Who does what${where({ reference })}`)),
  },
  {
    name: "next_actions",
    example: "What should I do next?",
    isCommand: false,
    cues: [
      [
        /\b(?:what(?:'s| is)? next|what (?:should|do|can|shall|must) (?:i|we)(?: \w+)? (?:do|try|check)|next (?:steps?|actions?)|what now|recommend|advise|any (?:ideas|suggestions)|suggest(?:ions)?|to-?dos?\?|what(?:'s| is) (?:left|missing|still open))\b/,
        1.3,
      ],
    ],
    lean: ({ text }) => (/^(?:add|create|make)\b/.test(text) ? -0.8 : 0),
    read: (said) => on(said, ({ reference }) => understood({ reference }, `What comes next${where({ reference })}`)),
  },
  {
    name: "brief",
    example: "Draft the hand-over brief",
    isCommand: false,
    cues: [
      [/\b(?:hand-?over )?brief(?:ing)?\b/, 1.3],
      [/\bexecutive summary\b/, 1.25],
    ],
    read: (said) => on(said, ({ reference }) => understood({ reference }, `Draft the brief of ${reference}`)),
  },
  {
    name: "merge",
    example: "Merge INC-2026-1123-002 into INC-2026-1123-001",
    isCommand: true,
    cues: [[/\b(?:merge|fold|combine|dedupe|duplicate of)\b/, 1.4]],
    lean: has((text) => find.references(text)[0]),
    read(said) {
      const [first, second] = find.references(said.text).map(({ value }) => value);
      const from = second ? first : (said.vocabulary.incident ?? undefined);
      const into = second ?? first;
      if (!from || !into || from === into) return ask("Which into which? Say “Merge INC-… into INC-…”.");
      return understood({ reference: from, other: into }, `Merge ${from} into ${into}`);
    },
  },
  {
    name: "declaration",
    example: "Post the declaration",
    isCommand: true,
    cues: [[/\b(?:post|write|draft|make|create|refresh|update) (?:the |a |our )?declaration\b/, 1.5]],
    read: (said) => on(said, ({ reference }) => understood({ reference }, `Post the declaration of ${reference}`)),
  },
  {
    name: "help",
    example: "Help",
    isCommand: false,
    cues: [[/^(?:help|\?+|commands|what can you do|how does this work|what do you understand|usage)\b/, 1.4]],
    read: () => understood({}, "What I understand"),
  },
  {
    name: "not_available",
    example: "Page the payments team",
    isCommand: false,
    cues: [
      [
        /\b(?:page|wake(?: up)?|ring|phone|escalate to (?!sev)|run ?book|status page|postmortem|post-mortem|root cause analysis|rca|investigate why)\b/,
        1,
      ],
    ],
    lean: ({ text }) => (/^(?:note|log|todo)/.test(text) ? -0.5 : 0.05),
    read: () => understood({}, "Something that this console cannot do yet"),
  },
];

/** A severity, a task or a clock beside it makes it less likely that the phase is meant. */
function phaseLean({ text, vocabulary }: Said): number {
  if (find.time(text, vocabulary)) return -0.5;
  return find.severity(text) || /\b(?:task|todo|action)\b/.test(text) ? -0.2 : 0.35;
}

function somebody(said: Said): boolean {
  const { found, candidates, unknown } = find.people(said.text, said.vocabulary);
  return found !== null || candidates.length > 0 || unknown !== null;
}

function whom(candidates: { name: string }[], unknown: string | null): string {
  if (candidates.length > 0) return `Whom do you mean: ${candidates.map(({ name }) => name).join(", ")}? Give the whole name or the handle.`;
  return unknown ? `Nobody here is called ${unknown}. Give a name or a handle such as @ada.` : "Whom? Give a name or a handle such as @ada.";
}

function withText(said: Said): { text?: string } {
  const text = payloadOf(said);
  return text ? { text } : {};
}

function reasonIn(said: Said): { text?: string } {
  const because = /\b(?:because|since|as|due to)\s+(.{3,})$/.exec(said.text);
  const text = payloadOf(said) ?? (because ? said.original.slice(because.index + because[0].length - (because[1] ?? "").length) : null);
  return text ? { text } : {};
}

/** What follows a cue, as it was written. */
function after(said: Said, cue: RegExp): string | null {
  const match = cue.exec(said.text);
  const rest = match ? said.original.slice(match.index + match[0].length).trim() : "";
  return rest.length > 1 ? rest : null;
}
