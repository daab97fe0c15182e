/** A word of evidence or of a change. `isName`: made of several words or of digits, as identifiers are, so that meeting it twice is no accident. `shown` as it stands there. */
export type Word = { text: string; shown: string; isName: boolean };

const TOKEN = /[A-Za-z_][A-Za-z0-9_]*(?:[-.][A-Za-z0-9_]+)*|\d+(?:\.\d+)?/g;

/** Words that stand in evidence and code everywhere. */
const COMMON = new Set(
  `a an and are as at be been but by can could did do does for from had has have if in into is it its may more most no nor not of off on once one only or other our out over per set so
  some such than that the their then there these this to too under until up upon use used using was we were when which while will with would you your all any each new now own same
  error errors err exception failed failure fail fails failing service svc api request requests response respond call called calls caller handler handle code status http https rpc grpc
  server client app src main java com org net internal pkg lib func function return returns returned const let var public private static final void string int bool boolean true false
  null nil none self class type types struct import export default async await log logs info warn debug value values key name id ids data get put post delete list item items file files line
  lines metric metrics above below observed rate ratio count total sum avg ms sec second seconds minute minutes percent p50 p90 p95 p99 after before first last
  ok yes time at start started trace span upstream downstream prod config settings test tests fix add update remove change rename v1 v2 v3 www example local
  went down up still than above below trying open close object check run running`.split(/\s+/),
);

/**
 * The telling words of a text: whole identifiers and their parts, by their stems. In running text two words side by side may be what code writes as one, so
 * with `isRunning` they count as a name too.
 */
export function wordsOf(text: string, isRunning = false): Word[] {
  const words = new Map<string, Word>();
  let before = { word: "", end: -1 };
  for (const { 0: token, index } of text.slice(0, MOST_READ).matchAll(TOKEN)) {
    const parts = partsOf(token);
    const stems = parts.map(stemOf);
    const whole = stems.join("-");
    if (parts.length > 1 && parts.length < 9) words.set(whole, { text: whole, shown: parts.join("-"), isName: true });
    if (parts.length > 2 && parts.length < 9) {
      for (const [at, stem] of stems.slice(1).entries()) {
        const pair = `${stems[at]}-${stem}`;
        if (!COMMON.has(parts[at] ?? "") && !COMMON.has(parts[at + 1] ?? ""))
          words.set(pair, { text: pair, shown: parts.slice(at, at + 2).join("-"), isName: true });
      }
    }
    if (/^\d/.test(token) && token.length >= 2) words.set(token, { text: token, shown: token, isName: token.length >= 3 });
    for (const [at, part] of parts.entries()) {
      const stem = stems[at] ?? part;
      if (part.length > 2 && !COMMON.has(part) && !words.has(stem)) words.set(stem, { text: stem, shown: part, isName: false });
    }
    const [only = ""] = parts.length === 1 ? parts : [];
    const word = only.length > 2 && !/^\d/.test(only) ? only : "";
    if (isRunning && word && before.word && index === before.end + 1 && !(COMMON.has(word) && COMMON.has(before.word)))
      words.set(`${stemOf(before.word)}-${stemOf(word)}`, {
        text: `${stemOf(before.word)}-${stemOf(word)}`,
        shown: `${before.word} ${word}`,
        isName: true,
      });
    before = { word, end: index + token.length };
  }
  return [...words.values()];
}

const MOST_READ = 4_000;

/** Words that programs cut short. */
const WHOLE: Record<string, string> = {
  recv: "receive",
  msg: "message",
  conn: "connection",
  conns: "connection",
  db: "database",
  cfg: "config",
  len: "length",
  num: "number",
  aud: "audience",
  addr: "address",
  amt: "amount",
  qty: "quantity",
  pwd: "password",
  passwd: "password",
  cert: "certificate",
  perm: "permission",
  idx: "index",
  txn: "transaction",
  sig: "signature",
  dest: "destination",
  src: "source",
  buf: "buffer",
  mem: "memory",
  sess: "session",
  cmd: "command",
  attr: "attribute",
  param: "parameter",
  prop: "property",
  desc: "description",
  max: "maximum",
  min: "minimum",
  auth: "authorization",
  acct: "account",
  repl: "replica",
  sched: "schedule",
};

/** What is left of a word without its endings (after Porter 1980, only the commonest steps), so that `saving` meets `save`. */
export function stemOf(word: string): string {
  const whole = WHOLE[word] ?? word;
  if (whole.length < 4 || /\d/.test(whole)) return whole;
  const bare = whole.replace(/(ations?|ions?|ing|ed|ments?)$/, "");
  const kept = bare.length >= 3 && /[aeiouy]/.test(bare) ? bare : whole;
  return kept.replace(/([b-df-hj-np-tv-z])\1$/, "$1").replace(/(e|y|i)$/, "");
}

export function partsOf(token: string): string[] {
  return token
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== "")
    .map((part) =>
      part.length > 4 && part.endsWith("ies") ? `${part.slice(0, -3)}y` : part.length > 3 && /[^s]s$/.test(part) ? part.slice(0, -1) : part,
    );
}

const SUFFIX = /(service|svc|server|api|app|worker|backend|frontend|daemon|job|gateway|web|edge|consumer|processor)$/;

/** The words that a service is known by in paths and titles: its name without `-svc` and the like. */
export function stemsOf(service: string): string[] {
  const parts = partsOf(service.split("/").at(-1) ?? service);
  const stems = parts
    .map((part) => (part.length > 8 ? part.replace(SUFFIX, "") : part))
    .filter((part) => part.length > 2 && !SUFFIX.test(part) && !/^\d+$/.test(part));
  return stems.length > 0 ? stems : parts;
}
