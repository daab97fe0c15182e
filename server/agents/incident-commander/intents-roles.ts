import * as find from "../understanding/extract.ts";
import { type Intent, payloadOf } from "../understanding/understand.ts";
import { ask, on, somebody, understood, where, whom, withText } from "./readings.ts";

/** Who does what. */
export const rolesIntents: readonly Intent[] = [
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
];
