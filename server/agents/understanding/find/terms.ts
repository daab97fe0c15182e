import type { Severity } from "#lib/contracts/incident.ts";
import type { Found } from "../vocabulary.ts";
import { foundIn, type Line, words } from "./line.ts";

const LEVELS: Record<string, string> = {
  ones: "1",
  twos: "2",
  threes: "3",
  fours: "4",
  one: "1",
  won: "1",
  i: "1",
  two: "2",
  too: "2",
  three: "3",
  four: "4",
  for: "4",
};
const NUMBERED = words(
  "(?:sev(?:s|erity|erities)?|priority|prio)(?: (?:level|of|is|back|be|at|=|:|-|a|should|needs|go|goes|up|down|lower|->|=>|from (?:sev )?[1-4]|from sev[1-4]|to|2(?= (?:sev ?)?[1-4])|too)){0,6} (?:sev ?)?([1-4]|one|won|two|three|four|ones|twos|threes|fours)(?: 's)?|(?:sev|p|s|severity|prio)_?([1-4])s?(?: 's)?",
  "g",
);
const BY_WORD: readonly (readonly [RegExp, Severity])[] = [
  [words("critical|catastrophic|highest severity|severity critical"), "SEV1"],
  [words("major(?= (?:incident|outage|severity)|$| now)|high severity"), "SEV2"],
  [words("minor(?= (?:incident|outage|severity|issue)|$| now)|low severity"), "SEV3"],
];

/** Every severity that is said: “SEV1”, “sev-1”, “severity one”, “severity to 3”, “P2”, and single words such as “critical”. */
export function severities(line: Line): Found<Severity>[] {
  const numbered = [...line.text.matchAll(NUMBERED)].map((match) => {
    const level = match[1] ?? match[2] ?? "";
    return foundIn(line, match, `SEV${LEVELS[level] ?? level}` as Severity);
  });
  if (numbered.length > 0) return numbered;
  for (const [pattern, value] of BY_WORD) {
    const match = pattern.exec(line.text);
    if (match) return [foundIn(line, match, value)];
  }
  return [];
}

/** Words that name a phase by themselves. What says it otherwise (“all green again”) is a cue of the intent. */
export const PHASE_WORDS: Readonly<Record<string, string>> = {
  triage: "triage",
  triaging: "triage",
  investigating: "investigating",
  investigation: "investigating",
  investigate: "investigating",
  identified: "identified",
  mitigating: "mitigating",
  mitigation: "mitigating",
  mitigated: "mitigating",
  mitigate: "mitigating",
  monitoring: "monitoring",
  monitor: "monitoring",
  monitored: "monitoring",
  resolved: "resolved",
  resolution: "resolved",
  solved: "resolved",
  fixed: "resolved",
  recovered: "resolved",
  closed: "closed",
  cancelled: "cancelled",
  canceled: "cancelled",
  declined: "declined",
  rejected: "declined",
};

export function phases(line: Line): Found<string>[] {
  const found = line.words.flatMap(({ text }, at) => {
    const phase = Object.hasOwn(PHASE_WORDS, text) ? PHASE_WORDS[text] : undefined;
    return phase ? [{ value: phase, from: at, to: at + 1 }] : [];
  });
  return [...line.text.matchAll(words("false alarms?|false positive|false alert", "g"))]
    .map((match) => foundIn(line, match, "cancelled"))
    .concat(found);
}

const REGION = words(
  "(?:us|eu|ap|sa|ca|me|af) (?:east|west|north|south|central|northeast|southeast)(?: \\d)?|emea|apac|latam|eu|us(?= (?:and|east|west|region|affected|customers|users|only|,|\\.)|$)|(?<=and |, |the |in )us|usa|uk|europe|asia|africa|north america|south america|germany|france|austria|india|japan|australia",
  "g",
);

export function regions(line: Line): Found<string>[] {
  return [...line.text.matchAll(REGION)].map((match) =>
    foundIn(line, match, match[0].toUpperCase().replaceAll(" ", match[0].length > 6 && /^(?:us|eu|ap|sa|ca|me|af) /.test(match[0]) ? "-" : " ")),
  );
}

export function urls(line: Line, original: string): Found<string>[] {
  return line.words.flatMap(({ text, from, to }, at) =>
    /^https?:\/\//.test(text) ? [{ value: original.slice(from, to), from: at, to: at + 1 }] : [],
  );
}
