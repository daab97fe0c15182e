import type { Severity } from "#lib/contracts/incident.ts";
import type { Heard, Intent, Reading } from "../understanding/grammar.ts";
import { about, ask, on, reasonIn, understood } from "../understanding/readings.ts";

const SHIFT =
  "bump|bumping|raise|raising|upgrade|upgrading|escalate|escalating|downgrade|downgrading|lower|lowering|drop|dropping|reduce|reducing|increase|decrease|elevate|promote|demote|upscale|reclassify|reclassifying|deescalate|regrade|classify|rate|rerate|grade|dial|ramp|up|push|kick|crank|knock|cut";

/** How severe it is. */
export const severityIntent: Intent = {
  name: "change_severity",
  example: "Raise this to SEV1: payments fail everywhere",
  isCommand: true,
  cues: [
    [`^ {change}|${SHIFT} {it}? back|down|up|straight? {to}? ~ <severity>`, 1.2],
    [`^ ${SHIFT} {it}? ~ {to} ~ <severity>`, 1.3],
    [`^ {change} {it} {to} {det}? <severity>`, 1.3],
    ["^ {change} {it} {det}? {adj}? <severity>", 1.25],
    ["^ {it} {are}? {adv}? now? {det}? <severity> now|again? $", 1.15],
    [`^ ${SHIFT} {it}? ~ {to} {det}? 1|2|3|4|one $`, 1.2],
    ["^ {we}|{it} {are} at|in|on|up|down? {to}? {adv}? {det}? <severity>", 1.12],
    ["^ <reference> {are}? {adv}? {adv}? {to}? {det}? <severity>", 1.2],
    ["^ {it} should|must|needs|has|ought to? really? be|go|become ~ <severity>", 1.15],
    ["^ {it} {are} {adv}? {adv}? {det}? <severity> now?", 1.1],
    ["^ <severity> now|please|instead|from? $", 1.15],
    ["^^ <severity> $", 1.1],
    ["^ <severity> $$", 1.1],
    ["^ <severity> {are}? good? enough|better|right|appropriate|fits", 1.05],
    ["+ ^change|update|lower|raise|adjust|higher|set|bump|downgrade|upgrade|drop|escalate <severity>", 0.95],
    ["+ severity <severity>", 0.9],
    ["^ {we}? need|want|like {it} {to}? {det}? <severity>", 1.15],
    [
      "^ {we}? need|want|like|have|get {it} set|moved|raised|lowered|bumped|reclassified|downgraded|upgraded|escalated|changed|marked|dropped|rated|classed up|down? {to}? {det}? <severity>",
      1.3,
    ],
    [
      "^ {it} ~ be|been|being|to set|moved|raised|lowered|bumped|reclassified|downgraded|upgraded|escalated|changed|marked|dropped|rated up|down? {to}? {det}? <severity>",
      1.25,
    ],
    ["^ {change} the|our|its? severity :|,|- it|that? should|must|is? say|read|be? {det}? <severity>", 1.5],
    ["^ {we} need|have|should|must|ought to? be|go|get|move {to}? {det}? <severity>", 1.2],
    ["^^ <severity> ,? not <severity>", 1.15],
    ["^ only|just|rather|again|now|still|back {to}? {det}? <severity>", 1.1],
    ["^ {we} are treating|calling|considering|raising|rating|handling|making|setting|classifying {it} {to}? {det}? <severity>", 1.3],
    ["^ severity ->|=>|=|:|to ~", 0.9],
    [`^ {change}|amend|revise|${SHIFT} ~ severity|sev|priority ~ ~ to 1|2|3|4|one $$`, 1.4],
    [`^ {it} ~ be|been|being|to adjusted|corrected|amended|revised|taken|brought upward|upwards|downward|downwards|up|down? {to} <severity>`, 1.25],
    ["^ {it} deserves|warrants|merits|justifies|calls for? {det}? <severity>", 1.15],
    [`^ {change}|${SHIFT} the|our|its? severity_*|sev_*|priority_*`, 1.45],
    ["^ new severity_*|sev_*|priority_*", 1.45],
    ["+ <severity>", 0.79],
    ["^ {det}? severity_*|sev_*|priority_* now? $", 1.15],
    ["^ {det}? severity_*|sev_*|priority_*", 1.0],
    ["^ severity|sev ~ <severity>", 1.1],
  ],
  lean: ({ finds, vocabulary }) => (finds.references.length > 0 || vocabulary.incident ? 0 : -0.2),
  read,
};

function read(heard: Heard): Reading {
  const severity = severityOf(heard) ?? levelIn(heard);
  if (!severity) return ask("To which severity? SEV1, SEV2, SEV3 or SEV4.");
  return on(heard, ({ reference }) => {
    const { text } = reasonIn(heard);
    return understood(
      { ...about(heard), severity, ...(text ? { text } : {}) },
      `Change ${reference} to ${severity}${text ? `, because: ${text}` : ""}`,
    );
  });
}

/** “Bump it to a 1”. */
function levelIn({ tokens, hit }: Heard): Severity | undefined {
  const level = tokens.slice(hit.from, hit.to).findLast(({ text }) => /^(?:[1-4]|one)$/.test(text))?.text;
  return level ? (`SEV${level === "one" ? "1" : level}` as Severity) : undefined;
}

/** Of several, the one behind “to”; what stands behind “from” or “not” is not meant. */
function severityOf({ finds, tokens }: Heard): Severity | undefined {
  const beside = (from: number, steps = 1): string => tokens[tokens.findIndex((token) => token.from === from) - steps]?.text ?? "";
  const meant = finds.severities.filter(
    ({ from }) => !/^(?:from|not|than|was|more|longer|left|leave)$/.test(beside(from)) && beside(from, 2) !== "not",
  );
  return (meant.find(({ from }) => /^(?:to|into|as|→)$/.test(beside(from))) ?? meant[0])?.value;
}
