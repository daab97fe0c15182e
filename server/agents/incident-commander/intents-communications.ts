import type { Heard, Intent } from "../understanding/grammar.ts";
import { ask, on, understood } from "../understanding/readings.ts";
import { written } from "../understanding/said.ts";

const MAKE = "draft|write|prepare|compose|create|make|word|generate|produce|formulate|give|get|show|sketch|propose|suggest";
const WORDS = "update|message|announcement|statement|notice|communication|comms|wording|text|mail|email|note|post|blurb|update";
const PUBLIC = "customers|customer|users|clients|client|public|outside|outsiders|subscribers|everyone";

/** Whom one can ask a brief for. The order decides where several are named. */
const AUDIENCES: readonly (readonly [audience: string, words: RegExp])[] = [
  ["support", /support|help ?desk|customer success|account managers?|agents/],
  ["executives", /execs?|executives?|ceo|cto|cfo|board|c-level|bosses/],
  ["leadership", /leadership|engineering managers?|vps?|directors?|management/],
  ["product", /product/],
  ["team", /team|engineers|engineering|responders/],
];
const TO = "support|helpdesk|help|customer_support|success|executives|execs|exec|executive|leadership|product|management|directors|board|engineering";

/** What is told to those who are not in the room: drafts, summaries and briefs. */
export const communicationsIntents: readonly Intent[] = [
  {
    name: "draft_update",
    example: "Draft a status update for customers",
    isCommand: false,
    cues: [
      [
        `^ ${MAKE} me|us? {det}? {adj}? {adj}? status|public|external|customer|customers|page? page|facing? ${WORDS} for|to {det}? ${PUBLIC}|status|page page? $`,
        1.7,
      ],
      [`^ ${MAKE} me|us? {det}? {adj}? next? public|external|customer|customers|status facing|page? page? ${WORDS} $`, 1.66],
      [`^ ${MAKE} me|us? {det}? {adj}? status|public|external|customer? ${WORDS} for {det}? status|public|customer page|site $`, 1.7],
      [`^ draft {det}? {adj}? {adj}? ${WORDS} $`, 1.6],
      [`^ draft something|words|wording|anything for|to {det}? ${PUBLIC}|status page?`, 1.7],
      [`^ what should|can|could|do|shall|would we|i|you tell|say|write|post to? {det}? ${PUBLIC}`, 1.7],
      ["^ what should|can|could|do|shall we|i say|write|post publicly|on {det}? status? page?", 1.6],
    ],
    read: (heard) => on(heard, ({ reference }) => understood({ reference }, `Draft an update of ${reference} for customers`)),
  },
  {
    name: "executive_summary",
    example: "Prepare the executive summary",
    isCommand: false,
    cues: [
      ["executive|exec|execs|executives|management|leadership|board summary|overview|report|digest", 1.62],
      [
        `^ ${MAKE} me|us? {det}? {adj}? summary|overview|report|one_pager|page for|to {det}? executives|execs|exec|executive|board|management|leadership|ceo|cto|vps`,
        1.62,
      ],
      ["^ summarise|summarize|sum {it}? up? for|to {det}? executives|execs|exec|executive|board|management|leadership|ceo|cto", 1.62],
    ],
    lean: ({ shape }) => (/^ (?:note|log|todo|task|add)/.test(shape) ? -0.8 : 0),
    read: (heard) => on(heard, ({ reference }) => understood({ reference }, `The executive summary of ${reference}`)),
  },
  {
    name: "brief_audience",
    example: "Brief support",
    isCommand: false,
    cues: [
      [`^ brief|prepare|prep|ready {det}? {adj}? ${TO} desk|team|support|agents|staff|people|org|organisation|managers?`, 1.64],
      [`^ ${MAKE} me|us? {det}? {adj}? brief|briefing|script|faq|heads|talking|crib|notes up|points|sheet? for|to {det}? {adj}? ${TO}`, 1.66],
      [`^ ${MAKE} me|us? {det}? ${TO} brief|briefing|script|faq|talking|notes points?`, 1.66],
      [`^ what should|does|do|can|must {det}? ${TO} desk|team|agents? say|tell|know|answer`, 1.64],
      [`^ what do|should|can|shall i|we tell|say to? {det}? ${TO}`, 1.66],
    ],
    read: (heard) => {
      const audience = audienceIn(heard);
      if (!audience) return ask("Whom shall I brief: support, product, leadership, executives or the team?");
      return on(heard, ({ reference }) => understood({ reference, audience }, `Brief ${audience} on ${reference}`));
    },
  },
];

function audienceIn(heard: Heard): string | null {
  const said = written(heard, 0, heard.tokens.length).toLowerCase();
  return AUDIENCES.find(([, words]) => words.test(said))?.[0] ?? null;
}

/** Whether words before the text of an update say that the public is meant. */
export function isForPublic({ original, tokens, words, hit }: Heard): boolean {
  const end = words[(tokens[hit.to - 1]?.to ?? 0) - 1]?.to ?? 0;
  return /\b(?:publish|public|publicly|customers?|clients?|status page|statuspage|subscribers)\b/i.test(original.slice(0, end));
}
