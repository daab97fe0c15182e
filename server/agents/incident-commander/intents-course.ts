import * as find from "../understanding/extract.ts";
import type { Intent } from "../understanding/understand.ts";
import { impactOf, impactWords } from "./read-words.ts";
import { about, ask, has, on, phaseLean, reasonIn, understood } from "./readings.ts";

/** How the incident goes: severity, phase, times, impact. */
export const courseIntents: readonly Intent[] = [
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
];
