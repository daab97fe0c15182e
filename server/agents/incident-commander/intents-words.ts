import type { Heard, Intent, Reading } from "../understanding/grammar.ts";
import { ask, on, textAfter, understood, where } from "../understanding/readings.ts";
import { written } from "../understanding/said.ts";
import { isForPublic } from "./intents-communications.ts";
import { readTask } from "./read-task.ts";
import { TASK_CUES } from "./task-cues.ts";

/** What is told, noted, linked and to be done. */
export const wordsIntents: readonly Intent[] = [
  {
    name: "post_update",
    example: "Post an update: we have identified the cause",
    isCommand: true,
    takesText: true,
    cues: [
      [
        "^ post|send|publish|share|write|give|push|issue|put|make|provide|release|broadcast|drop|do out? {det}? <person>? <role>? following? stakeholder|stakeholders|status|public|quick|short|customer|customers|new|everyone|next|internal|external? page? update|announcement|message|statement|notice|bulletin out? to|for|with? {all}? that|saying|reading|with?",
        1.45,
      ],
      [`^ give|send|post|issue {all} {det}? status|quick|short? update|message that|saying?`, 1.45],
      ["^^ {det}? status|public|stakeholder|customer|new|next? page? update|announcement :|-|,", 1.35],
      ["^ status? update to|for ~ post|send|publish|share|{all} that|saying?", 1.4],
      [`^ tell|inform|notify|let|update|advise|alert {all} know? that|about|of?`, 1.3],
      [`^ keep {all} posted|informed|updated|in the? loop? that|with?`, 1.25],
      ["^ announce|broadcast|communicate publicly|to? {all}? that?", 1.3],
      [
        "^ {det}? {adj}? update|message|announcement|statement should|must|needs|has|is|to|can to? be? posted|sent|published|shared|issued|given ~ that|saying|:|-?",
        1.4,
      ],
      ["^ post|publish|send|share {det}? {adj}? {adj}? update for|on|to|in <reference> :|-|,|that?", 1.52],
      ["^ comms|update|statement out|live|ready? :|-|,", 1.42],
      ["^ tell|inform|notify|update {all} in|with|by|via {det} {adj}? update|message|statement :|-|,|that?", 1.5],
      ["^^ {adj}? update for|on|to|in <reference>|{it} :|-|,", 1.5],
      ["^ say publicly that?", 0.9],
      ["^ post|publish|announce|broadcast :", 1.45],
    ],
    read: (heard) =>
      withText(
        heard,
        "What shall the update say? Write it after a colon: “Post an update: …”.",
        (text, reference) => `Post an update on ${reference}: “${text}”`,
      ),
  },
  {
    name: "add_link",
    example: "Add https://meet.example.com/abc as the bridge",
    isCommand: true,
    cues: [
      ["+ <url>", 1.1],
      [
        "+ <url> room|bridge|dashboard|meeting|call|link|doc|document|ticket|board|grafana|runbook|channel|war|here|bridge|zoom|video|conference|chat|thread|graph|logs",
        1.2,
      ],
      ["^ add|save|attach|link|pin|put|post|include|store|use|set|bookmark|share ~ <url>", 1.42],
    ],
    read(heard) {
      const url = heard.finds.urls[0]?.value;
      return on(heard, ({ reference }) => understood({ reference, ...(url ? { url } : {}) }, `Add the link ${url} to ${reference}`));
    },
  },
  {
    name: "add_note",
    example: "Note: rolled back to 4.17.3",
    isCommand: true,
    takesText: true,
    cues: [
      ["^ note|noting down? for|in|on? {det}? later|record|timeline|log|room|everyone|all|postmortem? that|this?", 1.45],
      ["^ log|record|document|capture|remember|register|minute|write|jot|scribble down? in|on|to|for? {timeline}? that|this|here|:", 1.42],
      [
        "^ log|record|document|capture|register|make|leave|file {det}? {adj}? note|observation|comment|entry|remark|finding|event|fact|decision|milestone|result that|of|:|-?",
        1.48,
      ],
      ["^ note|log|capture|record|write|put|enter this|that|it? in|on|to|into|down|for {timeline} :|-|,|that?", 1.5],
      ["^ log|note|record|write it|this|that down? :|-|,|that?", 1.46],
      ["^ write|jot|note this|that|it down :|-|,|that?", 1.47],
      ["^ log|record|document|capture :|that|this|here|<time>", 1.42],
      ["^ jot|write|put|take|get|mark|note down it|this? in|on|to? {timeline}? that|this?", 1.42],
      ["^^ log|jot|record down?", 0.65],
      [
        "^ add|make|take|leave|save|keep|store|write|create|drop|put|enter|append|new|post|insert|include {det}? {adj}? timeline|quick|short|internal|side|room? note|notes|comment|entry|remark|annotation|memo|observation|event to|in|on|into|for|at? {timeline}|{it}? that|saying|about|of? {det}? fact? that?",
        1.47,
      ],
      ["^ add|put|write|log|record|enter|append|drop it|this|that|following? to|on|in|into|at {timeline} that?", 1.47],
      ["^ add|put to|in|into|on {timeline} that?", 1.47],
      ["^ fyi|nb|ps for|to|in|on {det}? {timeline} :|-|,|that?", 1.5],
      ["^ note|comment|entry|remark for|on|to|in|about <reference> :|-|,|that?", 1.52],
      ["^ note to self|myself|all|everyone|everybody|team and|&? everyone|all|team|everybody? :|-|,?", 1.5],
      ["^ fyi|nb|ps|heads|btw up?", 1.4],
      ["^ for {det} record|timeline|log|notes|minutes that?", 1.45],
      ["^^ {det}? timeline|comment|remark|observation|memo|log entry|note|update? :|-|,|<time>", 1.4],
      [
        "^ {det}? {adj}? note|comment|entry|remark|observation should|must|needs|has|is|to|can to? be? added|made|logged|recorded|written|taken|entered|put ~ that|saying|:|-?",
        1.4,
      ],
      ["^ scribe|minute|dictate|dictating {det}? note|this|that|following :|-|,|that?", 1.42],
      ["^ take {det}? note|dictation of|that|:?", 1.42],
      ["^ i|we am|are noting|logging|recording|documenting {det}? fact? for? {det}? {timeline}? that|:?", 1.4],
      ["^ keep on record that?", 1.4],
      ["^ notes :|-", 1.4],
      ["^ add|put|write|log|record|enter|stick|place <quote> to|on|in|into|at {timeline}", 1.5],
      ["^ let {det} record show|reflect that?", 1.4],
    ],
    lean: ({ tokens }) =>
      tokens.some(({ tags }) => tags.includes("url")) && !tokens.some(({ text }) => /^(?:note|log|record)$/.test(text)) ? -0.5 : 0,
    read: readNote,
  },
  {
    name: "add_task",
    example: "Todo: check recent deployments",
    isCommand: true,
    takesText: true,
    cues: TASK_CUES,
    read: readTask,
  },
  {
    name: "declaration",
    example: "Post the declaration",
    isCommand: true,
    cues: [
      [
        "^ post|write|draft|make|create|refresh|update|publish|generate|produce|prepare|send|share|put|redo|renew|give|show|display|read|see|view|open {det}? {adj}? incident? declaration document|doc|out|text|again|message|statement?",
        1.5,
      ],
      ["^ declaration document|doc|text? $", 1.1],
    ],
    read: (heard) => on(heard, ({ reference }) => understood({ reference }, `Post the declaration of ${reference}`)),
  },
];

function withText(heard: Heard, question: string, reading: (text: string, reference: string) => string): Reading {
  const text = textAfter(heard);
  if (!text || text.length < 2) return ask(question);
  const isPublic = isForPublic(heard);
  return on(heard, ({ reference }) => understood({ reference, text, ...(isPublic ? { isPublic } : {}) }, reading(text, reference)));
}

function readNote(heard: Heard): Reading {
  const text = textAfter(heard);
  if (!text || text.length < 2) return ask("What shall the note say? Write it after a colon: “Note: …”.");
  const time = heard.finds.times[0];
  const isAt = time !== undefined && /\bat \d/i.test(written(heard, Math.max(0, time.from - 1), time.to));
  return on(heardBefore(heard), ({ reference }) =>
    understood({ reference, text, ...(isAt ? { at: time.value } : {}) }, `Note${where({ reference })}: “${text}”`),
  );
}

/** References inside of the text are somebody's words. */
function heardBefore(heard: Heard): Heard {
  const end = heard.tokens[heard.hit.to]?.from ?? heard.words.length;
  return { ...heard, finds: { ...heard.finds, references: heard.finds.references.filter(({ from }) => from < end) } };
}
