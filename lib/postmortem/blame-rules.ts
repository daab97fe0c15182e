/** A kind of wording that makes a person the cause. `instead` gives other words for what was found, where some are certain to fit. */
export type BlameRule = {
  name: string;
  pattern: (person: string) => RegExp;
  why: string;
  proposal: string;
  instead?: (found: Record<string, string | undefined>) => string;
};

const flags = "giu";
const HELPED = "Say what would have made it likely: a check, an alert, a step of a runbook.";
const SAW = "Say what was to be seen at that time, by whom, and what hid it.";
const TRAIT = "Say what was known and what was asked of people then; how careful they were explains nothing that can be changed.";
const HAVE = "(?:have|(?=n['’]t have)n['’]t have|not have)";
const ADVERB =
  "(?:(?:really|simply|just|clearly|obviously|definitely|probably|also|repeatedly|again|then|even|apparently|completely|totally|had|have|has) )?";
const HUMAN_DEEDS =
  "(?:tested|checked|noticed|known|read|asked|told|escalated|reviewed|looked|realised|realized|thought|communicated|called|verified|followed|listened|reacted|responded|warned|documented)";

/** The rules in their order; what two find in the same place is the first one's. `person` stands for who is meant: names, roles, pronouns. */
export const BLAME_RULES: readonly BlameRule[] = [
  {
    name: "should-have",
    pattern: (person) =>
      new RegExp(`(?<who>${person}) ${ADVERB}(?:should|ought to|must) (?:really |simply |just |clearly |at least )?${HAVE} (?<deed>\\p{L}+)`, flags),
    why: "It judges from afterwards what somebody did before.",
    proposal: HELPED,
    instead: ({ who = "", deed = "" }) => `it would have helped if ${who} had ${deed}`,
  },
  {
    name: "should-have",
    pattern: (person) => new RegExp(`(?<who>${person}) ${ADVERB}should(?:n['’]t| not| never) have (?<deed>\\p{L}+)`, flags),
    why: "It judges from afterwards what somebody did before.",
    proposal: "Say what made it look right at that time, and what would have shown that it was not.",
  },
  {
    name: "should-have",
    pattern: () => new RegExp(`\\bthey ${ADVERB}(?:should|ought to) have ${HUMAN_DEEDS}\\b`, flags),
    why: "It judges from afterwards what somebody did before.",
    proposal: HELPED,
  },
  {
    name: "could-have",
    pattern: (person) => new RegExp(`(?<who>${person}) could (?:easily|simply|just) have \\p{L}+`, flags),
    why: "What was easy is known only afterwards.",
    proposal: HELPED,
  },
  {
    name: "failed-to",
    pattern: (person) => new RegExp(`(?<who>${person}) ${ADVERB}(?:failed|neglected|omitted) to (?<deed>\\p{L}+)`, flags),
    why: "It names a person where the system let it happen.",
    proposal: HELPED,
    instead: ({ who = "", deed = "" }) => `nothing helped ${objectOf(who)} to ${deed}`,
  },
  {
    name: "forgot",
    pattern: (person) => new RegExp(`(?<who>${person}) ${ADVERB}(?:forgot|forgotten) to (?<deed>\\p{L}+)`, flags),
    why: "People forget; what matters is what reminds them.",
    proposal: HELPED,
    instead: ({ who = "", deed = "" }) => `nothing reminded ${objectOf(who)} to ${deed}`,
  },
  {
    name: "did-not-bother",
    pattern: (person) => new RegExp(`(?<who>${person}) (?:did not|didn['’]t|never|could not be|couldn['’]t be) bother(?:ed)?\\b`, flags),
    why: "It says what somebody wanted, which nobody can know.",
    proposal: "Say what was not done, and what else was to be done at that time.",
  },
  {
    name: "missed",
    pattern: (person) =>
      new RegExp(
        `(?<who>${person}) ${ADVERB}(?:missed|overlooked|misread)(?= (?:the|a|an|this|that|his|her|their|it|all|two|three|several|every)\\b)`,
        flags,
      ),
    why: "It reads as if looking harder had been enough.",
    proposal: SAW,
    instead: ({ who = "" }) => `${who} did not see`,
  },
  {
    name: "ignored",
    pattern: (person) => new RegExp(`(?<who>${person}) ${ADVERB}(?:ignored|disregarded|dismissed)\\b`, flags),
    why: "It says that somebody knew and did not care.",
    proposal: SAW,
    instead: ({ who = "" }) => `${who} did not act on`,
  },
  {
    name: "caused",
    pattern: (person) =>
      new RegExp(
        `(?<who>${person}) ${ADVERB}(?:single-handedly )?(?:caused|broke|wrecked|took down|brought down|knocked over|messed up|screwed up|botched|crashed)\\b`,
        flags,
      ),
    why: "It makes a person the cause; whoever sat there could have done it.",
    proposal: "Say which change or command it was, and why nothing stopped it.",
  },
  {
    name: "caused",
    pattern: (person) =>
      new RegExp(
        `\\b(?:caused|triggered|broken|brought down|introduced) by (?<who>${person}|@\\p{L}+)(?! (?:team['’]s )?(?:change|deploy|commit|service|system|traffic))`,
        flags,
      ),
    why: "It makes a person the cause; whoever sat there could have done it.",
    proposal: "Say which change or command it was, and why nothing stopped it.",
  },
  {
    name: "fault",
    pattern: (person) =>
      new RegExp(
        `(?:(?<who>${person})['’]s|\\b(?:his|her|their|my|our|your)) (?:own )?fault\\b(?! (?:toleran|inject|domain|counter|code|line|detect))`,
        flags,
      ),
    why: "A fault of somebody ends the question why.",
    proposal: "Name the condition that made it possible.",
  },
  {
    name: "to-blame",
    pattern: (person) =>
      new RegExp(
        `(?<who>${person}) (?:is|are|was|were|alone is|alone was) (?:entirely |solely |fully |partly |also )?(?:to blame|at fault|guilty|responsible for (?:the|this|that) (?:outage|incident|failure|error|breakage|mess|loss))`,
        flags,
      ),
    why: "A postmortem looks for conditions, not for somebody guilty.",
    proposal: "Name the condition that made it possible.",
  },
  {
    name: "to-blame",
    pattern: (person) => new RegExp(`\\bblam(?:e|es|ed|ing) (?:it )?(?:on )?(?:the )?(?<who>${person})`, flags),
    why: "A postmortem looks for conditions, not for somebody guilty.",
    proposal: "Name the condition that made it possible.",
  },
  {
    name: "human-error",
    pattern: () =>
      /(?<!\b(?:not|no|than|of|never|just|without) (?:a |an |any )?)["“'‘]?\b(?:human|operator|user|pilot|manual) (?:error|mistake|failure)(?!s? (?:rate|count|message|code|page|metric|budget|log|handl))\b/giu,
    why: "Human error is where the question begins, not a cause.",
    proposal: "Say what made the action look right, and what let it through.",
    instead: () => "an action that the system allowed",
  },
  {
    name: "mistake",
    pattern: (person) =>
      new RegExp(`(?<who>${person}) ${ADVERB}made (?:a|an|the|another|several|some) (?:\\p{L}+ )?(?:mistakes?|errors?|blunders?|typos?)\\b`, flags),
    why: "A mistake is named so only afterwards.",
    proposal: "Say what was done, and what was expected of it.",
  },
  {
    name: "mistake",
    pattern: (person) =>
      new RegExp(
        `(?:(?<who>${person})['’]s|\\b(?:his|her)) (?:\\p{L}+ )?(?:mistakes?|negligence|carelessness|oversight|blunder|incompetence|inattention|ignorance|failure to)\\b`,
        flags,
      ),
    why: "It makes a person the cause.",
    proposal: "Say what was done, and what was expected of it.",
  },
  {
    name: "trait",
    pattern: () =>
      /\b(?:careless(?:ly|ness)?|sloppy|sloppily|negligen(?:t|tly|ce)|incompeten(?:t|ce)|reckless(?:ly|ness)?|irresponsibl[ey]|inattenti(?:ve|on)|clueless|thoughtless(?:ly)?|foolish(?:ly)?|stupid(?:ly|ity)?|(?:silly|rookie|dumb|boneheaded|amateur) (?:mistake|error)|poor judge?ment|bad judge?ment|lack of (?:care|diligence|attention|discipline|competence|common sense))\b/giu,
    why: "It judges people, where conditions could be changed.",
    proposal: TRAIT,
  },
  {
    name: "attention",
    pattern: (person) =>
      new RegExp(`(?<who>${person}) (?:(?:was|were)(?:n['’]t| not)|did(?:n['’]t| not)) (?:pay|paying) (?:enough |any |close )?attention\\b`, flags),
    why: "It judges people, where conditions could be changed.",
    proposal: SAW,
  },
  {
    name: "lazy",
    pattern: (person) =>
      new RegExp(
        `(?<who>${person}) (?:is|are|was|were|got|had become) (?:too |simply |just )?(?:lazy|complacent|overconfident|impatient|distracted)\\b`,
        flags,
      ),
    why: "It judges people, where conditions could be changed.",
    proposal: TRAIT,
  },
  {
    name: "hindsight",
    pattern: () =>
      /\b(?:any (?:competent|decent|good|reasonable|experienced) (?:engineer|developer|operator|sre|admin|person)|(?:everybody|everyone) knows|(?:should|ought to) (?:have )?know[n]? better|knew better|common sense)\b/giu,
    why: "It measures people then by what is known now.",
    proposal: "Say what was known then, and where it could be read.",
  },
  {
    name: "be-careful",
    pattern: () =>
      /\b(?:be(?:ing)? (?:more |much more |extra )(?:careful|diligent|attentive|vigilant|cautious|thorough)|pay (?:more|closer|better) attention|try harder|take more care|double-check next time)\b/giu,
    why: "Resolving to be careful changes nothing that lasts.",
    proposal: "Name the guard that makes it safe without care: a check, a limit, an alert.",
  },
  {
    name: "punish",
    pattern: (person) =>
      new RegExp(
        `(?<who>${person}) (?:was|were|has been|have been|will be|should be|must be|needs? to be|had to be) (?:\\p{L}+ly )?(?:fired|dismissed|punished|reprimanded|disciplined|retrained|warned|held accountable|written up)\\b`,
        flags,
      ),
    why: "Whoever fears for themselves tells less next time.",
    proposal: "Leave it out; say what changes in the system.",
  },
];

const OBJECTS: Record<string, string> = { he: "him", she: "her", i: "me", we: "us", they: "them" };

function objectOf(who: string): string {
  return OBJECTS[who.toLowerCase()] ?? who;
}
