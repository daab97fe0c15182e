import type { Severity } from "#lib/contracts/incident.ts";
import { PHASES } from "#lib/contracts/incident-terms.ts";
import type { Found, Named, Vocabulary } from "./vocabulary.ts";

/** Functions that find one kind of thing in a plain text. Each is pure and reads the text once or a few times. */

export function references(text: string): Found<string>[] {
  return [...text.matchAll(/\binc-\d{4}-\d{4}-\d{3,6}\b/g)].map((match) => foundAt(match, match[0].toUpperCase()));
}

const NUMBERS: Record<string, string> = { one: "1", two: "2", three: "3", four: "4" };
const SEVERITY = /\b(?:sev(?:erity)?[\s-]*(?:(?:level|to|is|as|of)[\s-]+)*|p(?=[1-4]\b)|s(?=[1-4]\b))([1-4]|one|two|three|four)\b/;
const SEVERITY_WORDS: [RegExp, Severity][] = [
  [/\b(?:critical|catastrophic)\b/, "SEV1"],
  [/\bmajor\b/, "SEV2"],
  [/\bminor\b/, "SEV3"],
];

export function severity(text: string): Found<Severity> | null {
  const match = SEVERITY.exec(text);
  if (match) return foundAt(match, `SEV${NUMBERS[match[1] ?? ""] ?? match[1]}` as Severity);
  for (const [words, value] of SEVERITY_WORDS) {
    const said = words.exec(text);
    if (said) return foundAt(said, value);
  }
  return null;
}

const PHASE_WORDS: [RegExp, string][] = [
  [/\b(?:false alarm|cancel(?:l?ed)?|not a real incident)\b/, "cancelled"],
  [
    /\b(?:found|identified|know|understand|located) (?:the |what )?(?:root )?(?:cause|problem|culprit|issue|bug)\b|\b(?:root )?cause (?:is |was )?(?:found|identified|known|clear)\b/,
    "identified",
  ],
  [
    /\b(?:all clear|resolved?|it'?s (?:all )?(?:fixed|over|back(?: to normal)?)|(?:is|has been|now|all|completely|fully) fixed|everything is back|back to normal|recovered)\b/,
    "resolved",
  ],
  [/\b(?:mitigating|mitigat(?:ed|ion)|rolling back|applying (?:a |the )?fix|fix is (?:going|rolling) out)\b/, "mitigating"],
  [/\b(?:monitoring|watching (?:it|closely)|keeping an eye)\b/, "monitoring"],
  [/\b(?:reopen(?:ed)?|re-open|it'?s back again|happening again|it came back|open it again)\b/, "investigating"],
  [/\b(?:clos(?:e|ed|ing))\b/, "closed"],
  [/\b(?:declin(?:e|ed))\b/, "declined"],
];

export function phase(text: string): Found<string> | null {
  for (const name of PHASES) {
    const match = new RegExp(`\\b${name}\\b`).exec(text);
    if (match && name !== "merged" && name !== "review") return foundAt(match, name);
  }
  for (const [words, value] of PHASE_WORDS) {
    const match = words.exec(text);
    if (match) return foundAt(match, value);
  }
  return null;
}

const ROLE_WORDS: Record<string, RegExp> = {
  commander: /\b(?:incident command(?:er)?|commander|ic|in command|in charge|incident lead|lead)\b/,
  deputy: /\b(?:deputy|second in command|2ic|co-commander)\b/,
  communications: /\b(?:communications?(?: lead)?|comms?(?: lead)?|communicator)\b/,
  scribe: /\b(?:scribe|note ?taker|notes|minutes)\b/,
  "subject-expert": /\b(?:subject (?:matter )?expert|sme|expert)\b/,
  "customer-liaison": /\b(?:customer liaison|support liaison|customer contact)\b/,
  "executive-liaison": /\b(?:exec(?:utive)? liaison|exec contact)\b/,
};

export function role(text: string, { roles }: Vocabulary): Found<string> | null {
  const said = roles.flatMap(({ key, label }) => {
    const match = (ROLE_WORDS[key] ?? wordsOf(label)).exec(text) ?? wordsOf(label).exec(text);
    return match ? [foundAt(match, key)] : [];
  });
  return said.toSorted((one, other) => other.to - other.from - (one.to - one.from))[0] ?? null;
}

/** People by handle, whole name, or a name that only one of them has. More than one: they are all given, and nobody is meant. */
export function people(text: string, { people: known, me }: Vocabulary): { found: Found<Named> | null; candidates: Named[]; unknown: string | null } {
  const handle = /@([a-z0-9][a-z0-9._-]*)/.exec(text);
  if (handle) {
    const wanted = (handle[1] ?? "").replace(/[._-]+$/, "");
    const person = known.find((one) => one.handle === wanted);
    return { found: person ? foundAt(handle, person) : null, candidates: [], unknown: person ? null : `@${wanted}` };
  }
  const whole = known.map((person) => ({ person, match: wordsOf(person.name).exec(text) })).find(({ match }) => match);
  if (whole?.match) return { found: foundAt(whole.match, whole.person), candidates: [], unknown: null };
  const partly = known.flatMap((person) => {
    const match = person.name.split(/\s+/).flatMap((part) => (part.length > 1 ? (wordsOf(part).exec(text) ?? []) : []));
    return match.length > 0 ? [{ person, word: match[0] as string }] : [];
  });
  const [only] = partly;
  if (partly.length === 1 && only) {
    const at = wordsOf(only.word).exec(text);
    return { found: at ? foundAt(at, only.person) : null, candidates: [], unknown: null };
  }
  if (partly.length > 1) return { found: null, candidates: partly.map(({ person }) => person), unknown: null };
  const myself = /\b(?:me|myself|i(?:'m|'ll| am| will)?)\b/.exec(text);
  return { found: myself ? foundAt(myself, me) : null, candidates: [], unknown: null };
}

/** Services by slug, name, or all the words of the name in any order. */
export function services(text: string, { services: known }: Vocabulary): Found<Named>[] {
  return known.flatMap((service) => {
    const match = wordsOf(service.name).exec(text) ?? wordsOf(service.slug).exec(text) ?? wordsOf(service.slug.replaceAll("-", " ")).exec(text);
    return match ? [foundAt(match, { id: service.id, name: service.name })] : [];
  });
}

export function url(text: string, original: string): Found<string> | null {
  const match = /\bhttps?:\/\/[^\s<>"')\]]+/.exec(text);
  if (!match) return null;
  const value = original.slice(match.index, match.index + match[0].length).replace(/[.,;!?]+$/, "");
  return { value, from: match.index, to: match.index + value.length };
}

const AMOUNT = "(\\d{1,3}(?:[, ]\\d{3})+|\\d+(?:[.,]\\d+)?)\\s*(k|thousand|m|million)?";

export function percent(text: string): Found<number> | null {
  const match = /(\d{1,3}(?:[.,]\d+)?)\s*(?:%|percent|per cent|pct)/.exec(text);
  if (match) return foundAt(match, Math.min(100, Number((match[1] ?? "").replace(",", "."))));
  const words =
    /\b(half|a quarter|a third|all|every|everyone|everybody)\b(?: of)?(?: (?:the |our )?(?:users|customers|requests|checkouts|traffic))/.exec(text);
  const values: Record<string, number> = { half: 50, "a quarter": 25, "a third": 33 };
  return words ? foundAt(words, values[words[1] ?? ""] ?? 100) : null;
}

export function customers(text: string): Found<number> | null {
  const match = new RegExp(`${AMOUNT}\\+?\\s*(?:customers?|users?|clients?|shoppers?|accounts?|people|merchants?)\\b`).exec(text);
  return match ? foundAt(match, Math.round(amount(match))) : null;
}

/** Money an hour; said by the minute, it is multiplied. */
export function revenue(text: string): Found<number> | null {
  const match = new RegExp(`(?:[$€£]|usd |eur |gbp )\\s*${AMOUNT}(?:\\s*(?:\\/|per |an |a |each )\\s*(h(?:ou)?r|h|min(?:ute)?))?`).exec(text);
  if (!match) return null;
  return foundAt(match, amount(match) * (/^min/.test(match[3] ?? "") ? 60 : 1));
}

export function regions(text: string): Found<string[]> | null {
  const all = [
    ...text.matchAll(
      /\b(?:(?:us|eu|ap|sa|ca|me|af)-[a-z]+(?:-\d)?|emea|apac|latam|eu|the us|usa|uk|europe|asia|north america|germany|france|austria|india|japan|australia)\b/g,
    ),
  ];
  const [first] = all;
  const last = all.at(-1);
  if (!first || !last) return null;
  return { value: [...new Set(all.map(([word]) => word.replace(/^the /, "").toUpperCase()))], from: first.index, to: last.index + last[0].length };
}

/** An instant in the past, RFC 3339: a clock of today in UTC, or so long ago. */
export function time(text: string, { now }: Vocabulary): Found<string> | null {
  const full = /\b\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:z|[+-]\d{2}:\d{2})\b/.exec(text);
  if (full) return foundAt(full, new Date(full[0].toUpperCase()).toISOString());
  const ago = /\b(\d+|an?|half an|a few|two|three|five|ten|fifteen|twenty|thirty)\s*(min(?:ute)?s?|h(?:ou)?rs?|h|m)\s+ago\b/.exec(text);
  if (ago) return foundAt(ago, new Date(Date.parse(now) - minutesOf(ago[1] ?? "1", ago[2] ?? "min") * 60_000).toISOString());
  const clock =
    /\b(?:at |since |from |around |about )?(\d{1,2})[:.h](\d{2})\s*(am|pm)?(?: ?utc)?\b|\b(?:at |since |around )(\d{1,2})\s*(am|pm)\b|\b(?:at |since )(noon|midnight)\b/.exec(
      text,
    );
  if (!clock) return null;
  const word = clock[6];
  const hour = word ? (word === "noon" ? 12 : 0) : Number(clock[1] ?? clock[4]);
  const half = clock[3] ?? clock[5];
  const hours = half === "pm" && hour < 12 ? hour + 12 : half === "am" && hour === 12 ? 0 : hour;
  const minutes = Number(clock[2] ?? 0);
  if (hours > 23 || minutes > 59) return null;
  const today = Date.parse(`${now.slice(0, 10)}T${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}:00.000Z`);
  return foundAt(clock, new Date(today > Date.parse(now) ? today - 86_400_000 : today).toISOString());
}

const FEW: Record<string, number> = {
  a: 1,
  an: 1,
  "half an": 0.5,
  "a few": 5,
  two: 2,
  three: 3,
  five: 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
};

function minutesOf(count: string, unit: string): number {
  return (FEW[count] ?? Number(count)) * (unit.startsWith("h") ? 60 : 1);
}

function amount(match: RegExpExecArray): number {
  const raw = (match[1] ?? "").replaceAll(/[, ](?=\d{3})/g, "").replace(",", ".");
  const factor = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 }[match[2] ?? ""] ?? 1;
  return Number(raw) * factor;
}

function foundAt<T>(match: RegExpExecArray | RegExpMatchArray, value: T): Found<T> {
  const from = match.index ?? 0;
  return { value, from, to: from + match[0].length };
}

function wordsOf(name: string): RegExp {
  const escaped = name
    .toLowerCase()
    .trim()
    .replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?:'?s)?(?![\\p{L}\\p{N}])`, "u");
}
