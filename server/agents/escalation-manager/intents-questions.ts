import type { Heard, Intent, Reading } from "../understanding/grammar.ts";
import { about, on, spoken, understood } from "../understanding/readings.ts";
import type { Slots } from "../understanding/vocabulary.ts";
import { HANDOFF, RANK, SHOW } from "./words.ts";

const PAGED = "paged|notified|informed|told|called|alerted|contacted|reached|involved|woken|pinged|escalated";
const NOTE = "brief|briefing|notes|note|summary|document|doc|report|sheet";

const question = (name: string, example: string, cues: Intent["cues"], read: (heard: Heard) => Reading, lean?: Intent["lean"]): Intent => ({
  name,
  example,
  isCommand: false,
  isAnyTime: true,
  cues,
  read,
  ...(lean ? { lean } : {}),
});

const reading =
  (what: string) =>
  (heard: Heard): Reading =>
    on(heard, ({ reference }) => understood({ reference }, `${what} of ${reference}`));

/** What is asked of an escalation; nothing of it changes anything. */
export const questionIntents: readonly Intent[] = [
  question(
    "status",
    "Who has been notified for the current incident?",
    [
      [`who|whom all|else? has|have|was|were|is|got|did|been {adv}? been|we|you|got|gotten? ${PAGED}|page|notify|call|tell`, 1.5],
      [`who|whom ~ ${PAGED}`, 1.35],
      ["who ~ knows|know|aware", 1.4],
      ["who ~ acknowledged|acked|acknowledge|ack|answered|responded|replied|declined|reacted|silent|responding", 1.5],
      [
        `has|have|did|was|were|is|are anyone|anybody|someone|somebody|they|all|everyone|${RANK} ~ acknowledged|acked|acknowledge|ack|answered|responded|respond|answer|aware|know|knows|${PAGED}`,
        1.5,
      ],
      ["escalation|notification|notifications|paging|page|pages|pager status|state|report|overview|table", 1.5],
      ["status|state of ~ escalation|notifications|pages|paging|page", 1.55],
      [`^ ${SHOW} me? ~ notifications|notification|pages|escalation|acknowledgements|acks|acknowledgments`, 1.4],
      ["how|where far|is|are|high|stand ~ escalation|escalated|pages|ladder", 1.4],
      ["is|has it|this|{it} been? escalated|escalating", 1.4],
      ["are {we} escalating", 1.3],
      ["^ escalation|notifications|acknowledgements|acks $", 1.25],
      [`list of {all}? ~ ${PAGED}`, 1.4],
      ["who ~ has|have not|yet|still answered|acknowledged|acked|responded|answer", 1.5],
      ["what is|are the? escalation|notification|paging|notifications ~ status|state|level", 1.5],
      ["what level|tier|rung", 1.3],
    ],
    reading("The escalation"),
  ),
  question(
    "next",
    "When is the CTO paged?",
    [
      ["who|what|when|which ~ next ~ paged|page|escalation|level|escalate|notified|called|notify|rung|fires|step|up", 1.55],
      [`${PAGED}|page|escalated next`, 1.75],
      ["who|what|which is|comes|gets|would|will|be? next|after ~", 1.25],
      ["next|upcoming escalation|page|level|notification|step|rung", 1.45],
      [
        `when|how is|do|does|will|would|are|until|before|long|soon ~ ${RANK} ~ paged|notified|get|told|called|page|informed|hear|know|woken|involved|escalated`,
        1.62,
      ],
      ["when ~ escalate|escalates|fires|fire|escalation", 1.4],
      ["how long|soon until|till|before ~ escalates|escalate|escalation|next|paged", 1.55],
      ["^ what happens|happen if nobody|no|{it}|nothing ~ acks|answers|acknowledges|resolved|one|fixed|happens", 1.6],
    ],
    (heard) =>
      on(heard, ({ reference }) => {
        const rank = heard.finds.positions[0]?.value.name ?? heard.finds.levels[0]?.value;
        return understood({ reference, ...(rank === undefined ? {} : { level: rank }) }, `What escalates next on ${reference}`);
      }),
    ({ shape }) => (/ on(?:<[bs]>)* call(?:<[bs]>)* /.test(shape) ? -0.5 : 0),
  ),
  question(
    "why",
    "Why was nobody paged at 03:12?",
    [
      [
        `why|how was|were|did|is|has|have|come|does|are ~ nobody|noone|no|not|never|only|anybody|anyone|someone|${RANK}|i|we ~ ${PAGED}|page|call|pages`,
        1.6,
      ],
      [`why ~ ${PAGED}|page|pages|paging|escalate|escalation`, 1.45],
      ["^ explain|understand ~ escalation|page|pages|paging|paged|ladder", 1.5],
      [`what went wrong ~ paging|escalation|page|pager`, 1.5],
      [`reason ~ ${PAGED}|page|paging|escalation`, 1.2],
    ],
    (heard) => {
      const at = heard.finds.times[0]?.value;
      return on(heard, ({ reference }) =>
        understood(
          { reference, ...(at ? { at } : {}) },
          `Why people were paged, or not, on ${reference}${at ? ` at ${spoken(at, heard.vocabulary.now)}` : ""}`,
        ),
      );
    },
  ),
  question(
    "foresee",
    "Who would be paged for a SEV2 on Payment API tonight?",
    [
      [`who|whom|what|when would|will|could|might ~ ${PAGED}|page|happen|reach|be|get if|for|by|on|at|tonight|when`, 1.62],
      [`who|whom would|could {we}|it|you|muster|be|get ~ page|paged|reach|reached|call|notified|woken`, 1.62],
      ["^ simulate|rehearse|predict|foresee|dry ~ escalation|policy|page|paging|ladder|incident|run|<severity>", 1.6],
      ["^ simulate|foresee", 1.4],
      ["^ what if ~ <severity>|{incident}|nobody", 1.35],
    ],
    (heard) => {
      const { severities, services, times, vocabulary } = { ...heard.finds, vocabulary: heard.vocabulary };
      const [severity, at] = [severities[0]?.value, times[0]?.value];
      const named = services.map(({ value }) => value);
      const what = `${severity ?? "an incident"}${named.length > 0 ? ` on ${named.map(({ name }) => name).join(", ")}` : ""}`;
      return understood(
        { services: named, ...(severity ? { severity } : {}), ...(at ? { at } : {}) },
        `Who would be reached for ${what}${at ? `, at ${spoken(at, vocabulary.now)}` : ""}`,
      );
    },
  ),
  question(
    "communications",
    "What did we tell customers so far?",
    [
      ["what|which ~ sent|posted|published|communicated|told|tell|said|communications|communication|updates ~", 1.3],
      ["what did|have|has {we}|you tell|told|say|said|send|sent|communicate|communicated|post|posted", 1.5],
      ["communication|communications|messages|updates sent|posted|published|out|went|gone|far", 1.45],
      [`^ ${SHOW} me? ~ communications|communication|updates`, 1.35],
    ],
    reading("What was communicated"),
  ),
  question(
    "history",
    "Show the escalation timeline",
    [
      ["escalation|paging|page|notification timeline|history|log|chronology|trail", 1.62],
      [`^ ${SHOW} me? ~ escalation|paging timeline|history|log`, 1.65],
      ["how did ~ escalation|escalate|ladder ~", 1.4],
      ["when was|were|did ~ paged|notified|acknowledged|acked|escalated|told|called", 1.55],
    ],
    reading("The escalation timeline"),
  ),
  question(
    "ladder",
    "Show the escalation ladder",
    [
      [`^ ${SHOW} me? ~ ladder|levels|policy|rungs|chain|path|matrix|tiers`, 1.55],
      ["what|which is|are|does ~ ladder|levels|policy|rungs|escalation_path|chain|path|matrix|tiers", 1.5],
      ["escalation policy|ladder|chain|path|levels|matrix|rules", 1.45],
      ["^ {det}? ladder|levels|rungs $", 1.2],
    ],
    reading("The ladder"),
  ),
  question(
    "actions",
    "What do you recommend?",
    [
      ["recommend|recommendation|recommendations|recommended|advise|advice|suggest|suggestions", 1.45],
      ["what|how should|do|can|must|shall we|i|you do", 1.5],
      ["what ~ to do now|next?", 1.4],
      ["next steps|step|actions|moves|action", 1.4],
      ["should|shall|must|do {we}|i|need to? escalate|page|wake|call|deescalate", 1.5],
      ["anything|something left|else|missing|forgotten|to do|do", 1.2],
    ],
    reading("Recommended actions"),
  ),
  question(
    "summary",
    "Write the executive summary",
    [
      [
        "executive|executives|exec|execs|leadership|management|board|c_level|boss|bosses|director|directors|stakeholder|stakeholders summary|brief|briefing|update|report|overview|sync|version|note|digest",
        1.75,
      ],
      [`^ brief|update ~ <position>|executives|execs|leadership|management|board|bosses`, 1.7],
      [`<position> summary|brief|briefing|update|report|overview|sync`, 1.75],
      [
        `summary|brief|briefing|report|overview|tldr|digest|synopsis|statement|something for|to ~ <position>|executives|execs|exec|leadership|management|board|bosses|directors|sync|executive`,
        1.72,
      ],
      ["summarise|summarize|explain|boil|condense ~ for|to ~ <position>|executives|execs|exec|leadership|management|board|bosses|directors", 1.75],
      ["^ write|draft|prepare|make|create|generate|give|produce|show|get me? {det}? {adj}? summary", 1.35],
      ["^ summarise|summarize", 1.3],
      ["^ summary|tldr $", 1.3],
      ["^ exec|executive summary", 1.7],
      ["what do|can|should|shall i|we tell|say {to}? ~ <position>|executives|execs|leadership|management|board", 1.75],
    ],
    reading("The executive summary"),
  ),
  question(
    "brief",
    "Draft the hand-off brief",
    [
      [
        `${HANDOFF.split("|")
          .filter((one) => !one.includes(" "))
          .join("|")} ~ ${NOTE}`,
        1.75,
      ],
      [`hand over|off ~ ${NOTE}`, 1.78],
      ["shift handover|handoff|change|brief|notes", 1.7],
      [`^ draft|write|prepare|show|give|make|create|generate|read|see|get me? ~ handoff|handover|turnover`, 1.7],
      [`^ draft|write|prepare|show|give|make|create|generate|read|get me? ~ hand over|off`, 1.7],
      ["^ brief the|my|our|a|whoever? next|incoming|new|relief|oncoming|takes ~", 1.65],
      [`${NOTE} for|to ~ next|incoming|new|relief|shift|successor`, 1.6],
      ["what does|do|must|should ~ next|incoming|new commander|shift|lead ~ know", 1.65],
    ],
    reading("The hand-off brief"),
  ),
  question(
    "on_call",
    "Who is on call for Payment API?",
    [
      ["who|whom|whose ~ on call|oncall|duty|pager|standby|shift", 1.6],
      ["who|whom do|should|can|would i|we|you call|page|reach|contact|ring|ask", 1.5],
      ["who ~ primary|secondary", 1.4],
      ["who has|holds|carries|is|got ~ pager|duty|call", 1.6],
      ["is|are|was|will ~ on call|oncall", 1.5],
      ["on call|oncall now|next|today|tonight|tomorrow|list|schedule|rota|roster|for|at|right|currently|people|engineer", 1.3],
      ["^ on call|oncall $", 1.4],
      [`^ ${SHOW} me? ~ on call|oncall`, 1.5],
      ["current|next on call|oncall", 1.45],
    ],
    readOnCall,
    ({ shape }) => (/^ (?:page|wake|call|escalate|notify|alert|ring)(?:<[bs]>)* /.test(shape) ? -0.6 : 0),
  ),
  question(
    "help",
    "What can you do?",
    [
      ["^ help $", 1.4],
      ["what can you do", 1.9],
    ],
    () => understood({}, "What can be asked"),
  ),
];

const DAY = 86_400_000;

/** A time of a question about now or later is the next one that the clocks show, not the last one. */
function readOnCall(heard: Heard): Reading {
  const { finds, shape, vocabulary } = heard;
  const now = Date.parse(vocabulary.now);
  const said = finds.times[0]?.value;
  const isPast = / (?:was|were|had|yesterday|last|ago)(?:<[^ ]*)? /.test(shape);
  const named = said ? Date.parse(said) : / tomorrow(?:<[bs]>)* /.test(shape) ? now + DAY : null;
  const isAhead =
    named !== null && said !== undefined && !isPast && (named < now - 60_000 || / tomorrow(?:<[bs]>)* /.test(shape)) && now - named < DAY;
  const at = named === null ? undefined : new Date(isAhead ? named + DAY : named).toISOString();
  const services = finds.services.map(({ value }) => value);
  const isNext = / (?:next|after|follows|then|takes over)(?:<[bs]>)* /.test(shape);
  const of = services.length > 0 ? ` for ${services.map(({ name }) => name).join(", ")}` : "";
  const slots: Slots = { ...about(heard), services, ...(at ? { at } : {}), ...(isNext ? { state: "next" } : {}) };
  return understood(slots, `Who is on call${isNext ? " next" : ""}${of}${at ? ` at ${spoken(at, vocabulary.now)}` : ""}`);
}
