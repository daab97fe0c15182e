import * as find from "../understanding/extract.ts";
import type { Intent } from "../understanding/understand.ts";
import { impactOf, impactWords } from "./read-words.ts";
import { about, on, understood, where } from "./readings.ts";

/** What is asked, and changes nothing. */
export const questionsIntents: readonly Intent[] = [
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
