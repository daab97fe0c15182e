import { rolesIntents } from "../incident-commander/intents-roles.ts";
import type { Heard, Intent, Reading } from "../understanding/grammar.ts";
import { ask, on, understood } from "../understanding/readings.ts";
import type { Slots } from "../understanding/vocabulary.ts";
import { escalateReading, reasonOf, targetsIn } from "./targets.ts";
import { LOWER, PAGE, RAISE, RANK } from "./words.ts";

const command = (name: string, example: string, cues: Intent["cues"], read: Intent["read"], lean?: Intent["lean"]): Intent => ({
  name,
  example,
  isCommand: true,
  cues,
  read,
  ...(lean ? { lean } : {}),
});

/** Who is paged and who is let go. */
export const orderIntents: readonly Intent[] = [
  command(
    "escalate",
    "Escalate to SEV1 - need VP Engineering",
    [
      [`^ escalate|escalating {it}? ~ {to} ~ ${RANK}|<severity>`, 1.4],
      [`^ escalate|escalating {it}? ~ ${RANK}|<severity>`, 1.38],
      ["^ escalate|escalating {it}? {to}? the? next|another level|tier|step|rung|line", 1.45],
      ["^ escalate|escalating further|higher|up|onwards|again|now $", 1.4],
      ["^ escalate|escalating {it}? $", 1.35],
      ["^ escalate|escalating", 1.2],
      ["^ {we} need|must|have|should|want to? escalate", 1.3],
      [`^ ${PAGE} up|in|out|the|a|our? ~ ${RANK}`, 1.36],
      [`^ ${PAGE} ${RANK} and|, ~ ${RANK}`, 1.42],
      [`^ ${PAGE} the|our|whoever? is|current|primary|secondary|next? on call|oncall|level|tier|step|rung`, 1.42],
      ["^ page|call|wake|ring|phone someone|somebody|people|help|more|everyone|the|next", 1.22],
      ["^ page|paging", 1.15],
      [`^ send|issue|fire|shoot|trigger a|the|another? page|alert|call|pages ~ ${RANK}`, 1.4],
      [`^ {we}? need|want|require|like ~ ${RANK}`, 1.25],
      [`^ {we}? need|want {to}? ~ involve|page|call|wake|notify|escalate ~ ${RANK}`, 1.35],
      [
        `^ {det}? ${RANK} must|should|has|needs|to|ought to? be|get? ~ paged|notified|told|called|informed|know|join|involved|here|woken|alerted`,
        1.36,
      ],
      [`^ {it} needs|requires|wants|warrants ~ ${RANK}`, 1.3],
      ["^ {it} needs|requires|wants|warrants ~ escalation|escalating|escalated", 1.35],
      ["^ {it} must|should|has|needs to? be? ~ escalated", 1.3],
      [`^ let ${RANK} know`, 1.4],
      [`^ keep ${RANK} in the loop`, 1.3],
      ["^ go|move|climb|take ~ up|to a|one|the? next? level|tier|step|rung|ladder", 1.35],
      ["^ trigger|start|begin|fire|continue|run the|an? next? level|escalation|step|rung|ladder|paging", 1.35],
      ["^ next level|tier|rung|step please|now? $", 1.2],
      [`^ ${RAISE} {it}? ~ <severity> and|,|;|-|→|+ ~ ${PAGE}|need|want|escalate ~ ${RANK}`, 1.7],
      [`^ ${RAISE} {it}? ~ <severity> and|,|;|-|→|+ ~ page|escalate|paging|wake`, 1.6],
      [`^ <severity> ~ and|,|;|-|→|+|: ~ ${PAGE}|need|want|escalate ~ ${RANK}`, 1.6],
      [`^ ${PAGE} ~ ${RANK} ~ and|,|;|-|→|+ ~ ${RAISE} {it}? ~ <severity>`, 1.7],
      ["^ get|send|bring|call help|reinforcements|backup|support|more", 1.1],
    ],
    readEscalate,
    ({ shape }) =>
      (/ (?:brief|summary|briefing)(?:<[^ ]*)? /.test(shape) ? -0.7 : 0) -
      (/ (?:command|lead)(?:<[^ ]*)? /.test(shape) && / over(?:<[bs]>)* /.test(shape) ? 0.4 : 0),
  ),
  command(
    "change_severity",
    "Raise this to SEV1",
    [
      [`^ ${RAISE}|${LOWER} {it}? ~ {to}? ~ <severity>`, 1.2],
      ["^ {it} {are} now? <severity> now? $", 1.1],
      ["^^ <severity> now|please? $", 1.1],
    ],
    (heard) => {
      const severity = heard.finds.severities.at(-1)?.value;
      if (!severity) return ask("To which severity? SEV1, SEV2, SEV3 or SEV4.");
      const { text } = reasonOf(heard);
      return on(heard, ({ reference }) =>
        understood({ reference, severity, ...(text ? { text } : {}) }, `Change ${reference} to ${severity}, and page nobody${because(text)}`),
      );
    },
  ),
  command(
    "de_escalate",
    "Stand everybody down: fixed by the rollback",
    [
      ["^ deescalate|deescalating|descalate", 1.45],
      [`^ stand|standing ~ down`, 1.42],
      [`^ stand|standing ${RANK}|{all} ~ down`, 1.46],
      ["^ call|calling off the|all? escalation|pages|page|paging|everyone|everybody|{all}|alarm|it", 1.42],
      ["^ call|calling it|everyone|{all} off", 1.4],
      [
        "^ stop|cancel|end|halt|abort|kill|silence|terminate|drop|withdraw|revoke the|all|any|this|further|more|our? escalation|escalations|paging|pages|page|escalating|ladder",
        1.42,
      ],
      ["^ {we}? can|are? stand|standing ~ down", 1.42],
      ["^ {we} can deescalate", 1.42],
      [`^ release|dismiss|relieve|unpage|free ${RANK}|{all}`, 1.35],
      [`^ ${RANK}|{all}|you can|may go back? {to}? bed|sleep|home`, 1.36],
      [`^ let|send ${RANK}|{all} go? back|home|to? bed|sleep|home`, 1.36],
      ["^ back to normal ,|:? stand", 1.2],
      ["^ escalation is? over|done|finished|ended|off", 1.3],
      ["^ all clear", 1.2],
    ],
    (heard) => {
      const severity = heard.finds.severities.at(-1)?.value;
      const { text } = reasonOf(heard);
      return on(heard, ({ reference }) =>
        understood(
          { reference, ...(severity ? { severity } : {}), ...(text ? { text } : {}) },
          `Stand down everybody who was paged for ${reference}${severity ? `, and lower it to ${severity}` : ""}${because(text)}`,
        ),
      );
    },
  ),
  command(
    "acknowledge",
    "Acknowledge my page",
    [
      ["^ ack|acking|acknowledge|acknowledging|acked|acknowledged", 1.35],
      ["^ i|we? am|have|{adv}? acknowledge|acknowledged|acked|acking|acknowledging", 1.35],
      ["^ i am {adv}? on|taking|handling|looking|coming|awake|here|responding {it}|at|into|now|$", 1.12],
      ["^ i|we? got|have the|my|your? page", 1.25],
      ["^ i will take|handle|look|respond|answer to|at|into? {it}|the|my|that? page|alert|call?", 1.1],
      ["^ mark|set|flag my|the|this|it page? as? acknowledged|acked", 1.35],
      ["^ accept|confirm|answer the|my|this page|pages|alert|call", 1.3],
      ["^ on it $", 1.1],
    ],
    (heard) => on(heard, ({ reference }) => understood({ reference }, `Acknowledge your page of ${reference}`)),
  ),
  command(
    "decline",
    "Decline my page",
    [
      ["^ decline|declining|reject|refuse|nack|deny|turn down? the|my|this|that? page|pages|alert|call|it", 1.4],
      ["^ decline|declining", 1.35],
      ["^ i can not {adv}? take|handle|do|respond|come|answer|help|join|ack|acknowledge|make", 1.35],
      ["^ i am {adv}? unavailable|unable|busy|driving|travelling|traveling|sick|ill|away", 1.25],
      ["^ i am not available|able|around|free|home", 1.35],
      ["^ pass on the|my|this|it|that page?", 1.2],
    ],
    (heard) => on(heard, ({ reference }) => understood({ reference }, `Decline your page of ${reference}`)),
  ),
  ...rolesIntents.filter(({ name }) => name === "hand_over"),
];

const because = (text?: string): string => (text ? `, because: ${text}` : "");

function readEscalate(heard: Heard): Reading {
  const { missing, text, people = [], position, level } = targetsIn(heard);
  if (missing) return ask(missing);
  const severity = heard.finds.severities[0]?.value;
  return on(heard, ({ reference }) => {
    const slots: Slots = {
      reference,
      ...(severity ? { severity } : {}),
      ...(people[0] ? { person: people[0], people } : {}),
      ...(position ? { position } : {}),
      ...(level === undefined ? {} : { level }),
      ...(text ? { text } : {}),
    };
    return understood(slots, escalateReading(slots));
  });
}
