/** What is written as one word and means several, or is written short. Left: in small letters with plain quotes. */
const WRITTEN: Record<string, string> = {
  "can't": "can not",
  cannot: "can not",
  cant: "can not",
  "won't": "will not",
  wont: "will not",
  "shan't": "shall not",
  dont: "do not",
  doesnt: "does not",
  didnt: "did not",
  isnt: "is not",
  arent: "are not",
  wasnt: "was not",
  hasnt: "has not",
  havent: "have not",
  couldnt: "could not",
  shouldnt: "should not",
  wouldnt: "would not",
  im: "i am",
  ive: "i have",
  id: "i would",
  youre: "you are",
  theyre: "they are",
  weve: "we have",
  theyve: "they have",
  lets: "let us",
  "let's": "let us",
  its: "it is",
  thats: "that is",
  theres: "there is",
  whats: "what is",
  wats: "what is",
  wheres: "where is",
  hows: "how is",
  whos: "who is",
  whens: "when is",
  gonna: "going to",
  wanna: "want to",
  gotta: "have to",
  lemme: "let me",
  gimme: "give me",
  dunno: "do not know",
  idk: "do not know",
  pls: "please",
  plz: "please",
  plse: "please",
  thx: "thanks",
  tnx: "thanks",
  ty: "thanks",
  u: "you",
  ur: "your",
  r: "are",
  n: "and",
  b: "be",
  teh: "the",
  wat: "what",
  wot: "what",
  w: "with",
  rn: "right now",
  atm: "at the moment",
  btw: "by the way",
  bc: "because",
  cuz: "because",
  coz: "because",
  nxt: "next",
  il: "i will",
  ill: "i will",
  bak: "back",
  msg: "message",
  cust: "customers",
  custs: "customers",
  min: "min",
  upd8: "update",
  l8r: "later",
  ppl: "people",
  smb: "somebody",
  sth: "something",
  alright: "all right",
  handover: "hand over",
  handoff: "hand off",
  takeover: "take over",
  onto: "on to",
  sev0: "sev 0",
  percent: "%",
  pct: "%",
  perc: "%",
  mitigatin: "mitigating",
  monitorin: "monitoring",
  investigatin: "investigating",
  resolvd: "resolved",
};

const ENDS: readonly (readonly [string, string])[] = [
  ["n't", " not"],
  ["'re", " are"],
  ["'ve", " have"],
  ["'ll", " will"],
  ["'m", " am"],
  ["'d", " would"],
];
/** Whose “'s” is an “is”; elsewhere it is somebody's. */
const WITH_IS = new Set(["it", "that", "this", "there", "here", "what", "who", "where", "when", "how", "why", "he", "she", "everything", "nothing"]);

/** The words that one written word stands for. */
export function spelledOut(word: string): readonly string[] {
  const known = Object.hasOwn(WRITTEN, word) ? WRITTEN[word] : undefined;
  if (known) return known.split(" ");
  const end = ENDS.find(([written]) => word.endsWith(written) && word.length > written.length);
  if (end) return `${word.slice(0, -end[0].length)}${end[1]}`.split(" ");
  if (!word.endsWith("'s")) return [word];
  const owner = word.slice(0, -2);
  return [owner, WITH_IS.has(owner) ? "is" : "'s"];
}

/** Those that are long enough for a slip in them to be put right. */
export const LONG_FORMS: readonly string[] = ["handover", "handoff", "takeover", "percent"];
export const SHORT_FORMS: readonly string[] = Object.keys(WRITTEN);
