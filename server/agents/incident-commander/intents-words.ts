import * as find from "../understanding/extract.ts";
import { type Intent, payloadOf } from "../understanding/understand.ts";
import { impactOf, titleOf } from "./read-words.ts";
import { after, ask, on, understood, where } from "./readings.ts";

/** What is declared, told, noted and to be done. */
export const wordsIntents: readonly Intent[] = [
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
    name: "declaration",
    example: "Post the declaration",
    isCommand: true,
    cues: [[/\b(?:post|write|draft|make|create|refresh|update) (?:the |a |our )?declaration\b/, 1.5]],
    read: (said) => on(said, ({ reference }) => understood({ reference }, `Post the declaration of ${reference}`)),
  },
];
