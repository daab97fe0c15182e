import type { Said, Token } from "./said.ts";

/** Why what looks like an order is none. */
export type Guard = "negated" | "question" | "condition" | "story" | "doubt" | "reported" | "withdrawn";

const NEGATIONS = new Set([
  "not",
  "never",
  "no",
  "nobody",
  "none",
  "without",
  "stop",
  "avoid",
  "refrain",
  "hold",
  "wait",
  "against",
  "nothing",
  "neither",
  "nor",
  "instead",
]);
const OPENERS = new Set(
  "should shall did do does is are was were has am would could may might will can what why when how who where which whose whom".split(" "),
);
const CONDITIONS = new Set("if unless once until till before when whenever assuming suppose supposing provided otherwise whether".split(" "));
const STORIES = new Set("yesterday earlier previously formerly used decade ages".split(" "));
const BEFORE_PAST = new Set(
  "week month night year time quarter incident monday tuesday wednesday thursday friday saturday sunday shift summer winter sprint".split(" "),
);
const DOUBTS = new Set(
  "maybe perhaps might wonder wondering wondered probably considering considered thinking thought imagine imagined hypothetically almost nearly guess hope hopefully hoping wish wished unsure pretend whether tempted wanting planning plan plans supposedly theoretically ideally".split(
    " ",
  ),
);
const DELAYS = new Set("later late afterwards tomorrow soon tonight eventually someday joking kidding jk haha lol nevermind".split(" "));
const SAYING = new Set(
  "said says say saying told tells asked asks wrote writes written thinks suggested suggests wanted wants claims claimed announced mentioned heard insists insisted believes argues recommends recommended proposed according joked".split(
    " ",
  ),
);
const REASONS = new Set(["because", "since", "as", "due", "given"]);
const WITHDRAWALS =
  /(?:not yet|never mind|scratch that|forget it|forget that|ignore that|or not|no wait|wait no|let me think|do not know|in theory|not now|not today|just kidding|next week|at some point) (?:[.!,] )?$/;

const BIDDEN =
  /^ (?:(?:and|,|please|so|just|kindly) )*(?:do so|do it|do that|set it so|make it so|go ahead|set it like that|do this|change it|set it|proceed) /;
const MOCKERY =
  /(?:brilliant|genius|fantastic|wonderful|great|lovely|excellent) (?:idea|plan|thinking|move) (?:[.!,] )*$| (?:lol|haha|hahaha|jk|lmao|just kidding) (?:[.!,] )*$/;

export const GUARD_WORDS: readonly string[] = [NEGATIONS, OPENERS, CONDITIONS, STORIES, BEFORE_PAST, DOUBTS, DELAYS, SAYING].flatMap((words) => [
  ...words,
]);

export type Span = { from: number; to: number };

export type Kind = { textFrom: number; isFact: boolean; isBag: boolean; isAnyTime: boolean };

/**
 * Whether the words around a hit take the order out of it. `span` and `textFrom` count tokens: what begins at `textFrom` is somebody's
 * text and is not looked at. `isFact`: true whoever said it; `isAnyTime`: whenever. A bag's own words count too.
 */
export function guardOf(said: Said, span: Span, { textFrom, isFact, isBag, isAnyTime }: Kind): Guard | null {
  const { tokens } = said;
  const sentence = sentenceOf(tokens, span);
  const clauseFrom = backTo(
    tokens,
    span.from,
    ({ text, isMark, to }) =>
      (isMark && text !== '"') || (/^(?:so|but)$/.test(text) && (isSubject(tokens, to) || (text === "so" && to === tokens[span.from]?.from))),
  );
  const until = Math.min(sentence.to, textFrom, reasonFrom(tokens, span.to, sentence.to));
  const before = tokens.slice(clauseFrom, isBag ? (span.to - span.from > 1 ? span.to : sentence.to) : span.from);
  const clause = [...tokens.slice(clauseFrom, span.from), ...tokens.slice(span.to, until)];
  const around = [...tokens.slice(sentence.from, span.from), ...tokens.slice(span.to, until)];
  const shape = said.shape.replaceAll(/<[bs]>/g, "");
  if (isNegated(before)) return "negated";
  if (isAsked(said, span, clauseFrom, sentence, textFrom)) return "question";
  if (around.some((token) => CONDITIONS.has(token.text) && !token.isFiller && !isLimit(tokens, token))) return "condition";
  if (textFrom >= tokens.length && MOCKERY.test(shape)) return "doubt";
  if (
    tokens.slice(sentence.from, span.from).some(({ text, isFiller }) => DOUBTS.has(text) && !isFiller) ||
    isUnreal(tokens.slice(sentence.from, span.to))
  )
    return "doubt";
  if (
    isBag &&
    !isFact &&
    !BIDDEN.test(wordsFrom(tokens, sentence.to + 1)) &&
    before.some(({ text, isFiller }) => /^(?:could|would|might|was|were|had|did|nowhere|certain)$/.test(text) && !isFiller)
  )
    return "doubt";
  if (textFrom >= tokens.length && WITHDRAWALS.test(shape)) return "withdrawn";
  if (around.some(({ text }) => DELAYS.has(text)) && !isAnyTime) return "doubt";
  if (!isAnyTime && (isStory(isFact || isBag ? tokens.slice(clauseFrom, until) : clause) || isPast(clause))) return "story";
  return !isFact && isReported(tokens, sentence, span) ? "reported" : null;
}

/** “SEV2, not SEV3” denies nothing that is to be done. */
function isNegated(tokens: readonly Token[]): boolean {
  return tokens.some(({ text, isFiller }, at) => {
    if (!NEGATIONS.has(text) || isFiller) return false;
    const other = /^(?:an?|the|to|at)$/.test(tokens[at + 1]?.text ?? "") ? tokens[at + 2] : tokens[at + 1];
    const tag = other?.tags[0];
    const isOther = tag !== undefined && /^(?:severity|role|number|percent|count)$/.test(tag);
    return !(text === "not" && isOther && tokens.slice(0, at).some(({ tags }) => tags.includes(tag) || (tag !== "role" && tags.includes("number"))));
  });
}

/** “Until 18:00” says how long. */
function isLimit(tokens: readonly Token[], { text, from, to }: Token): boolean {
  const before = tokens.find((token) => token.to === from)?.text ?? "";
  if (text === "before" && /^(?:than|as)$/.test(before)) return true;
  return (
    /^(?:until|till)$/.test(text) && (tokens.find((token) => token.from === to)?.tags.some((tag) => tag === "time" || tag === "number") ?? false)
  );
}

/** “So I am stepping in”: what was denied before it is not this. */
function isSubject(tokens: readonly Token[], from: number): boolean {
  return /^(?:i|we|it|this)$/.test(tokens.find((token) => token.from === from)?.text ?? "");
}

/** For a reading of a whole sentence: whether it is doubted or somebody's words anywhere in it. */
export function guardInside(tokens: readonly Token[]): Guard | null {
  const own = tokens.filter(({ isFiller }) => !isFiller);
  if (own.some(({ text }) => DOUBTS.has(text))) return "doubt";
  return own.some(({ text }) => SAYING.has(text)) ? "reported" : null;
}

function isStory(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }, at) => STORIES.has(text) || (text === "last" && BEFORE_PAST.has(tokens[at + 1]?.text ?? "")));
}

const OPINIONS = /^(?:say|think|agree|believe|know|tell|confirm|imagine|explain|guess)$/;
const ENDS = new Set([".", "!", "?", ";", ":", "-", "→", "..."]);

function sentenceOf(tokens: readonly Token[], span: Span): Span {
  const end = tokens.findIndex(({ text, isMark }, at) => at >= span.to && isMark && ENDS.has(text));
  return { from: backTo(tokens, span.from, ({ text, isMark }) => isMark && ENDS.has(text)), to: end < 0 ? tokens.length : end };
}

function backTo(tokens: readonly Token[], from: number, isEnd: (token: Token) => boolean): number {
  for (let at = from - 1; at >= 0; at -= 1) {
    const token = tokens[at];
    if (token && isEnd(token)) return at + 1;
  }
  return 0;
}

function reasonFrom(tokens: readonly Token[], from: number, to: number): number {
  const at = tokens.findIndex(({ text }, index) => index >= from && REASONS.has(text));
  return at < 0 ? to : at;
}

const wordsFrom = (tokens: readonly Token[], from: number): string =>
  ` ${tokens
    .slice(from)
    .map(({ text }) => text)
    .join(" ")} `;

function isAsked(said: Said, span: Span, clauseFrom: number, sentence: Span, textFrom: number): boolean {
  const { tokens } = said;
  if (BIDDEN.test(wordsFrom(tokens, sentence.to + 1))) return false;
  const isAsking = tokens[span.from]?.isRequest && !tokens.slice(span.from, sentence.to).some(({ text }) => text === "yet" || text === "already");
  if (isAsking) return OPINIONS.test(tokens[span.from]?.text ?? "");
  const first = tokens[span.from]?.text ?? "";
  if (/^(?:can|could|would|will)$/.test(first)) return false;
  const opener = tokens
    .slice(clauseFrom, span.from)
    .find(({ begins, text, isFiller, from }) => begins && OPENERS.has(text) && !isFiller && !isSaidOf(tokens, from));
  if (opener && !isImperativeDo(said, opener)) return true;
  return sentence.to < textFrom && tokens[sentence.to]?.text === "?" && !endsAsRequest(tokens.slice(span.to, sentence.to));
}

/** “…, could you?” and “…, ok?” ask for what was said before. */
function endsAsRequest(tokens: readonly Token[]): boolean {
  if (/^(?:ok|okay|please|kindly)$/.test(tokens.at(-1)?.text ?? "")) return true;
  const at = tokens.findIndex(({ text, begins }, index) => begins && /^(?:can|could|would|will)$/.test(text) && tokens[index + 1]?.text === "you");
  return at >= 0 && !tokens.slice(at).some(({ text }) => OPINIONS.test(text));
}

/** “Everyone is affected” and “all are down” begin with no question. */
function isSaidOf(tokens: readonly Token[], from: number): boolean {
  return /^(?:everyone|all|there|team)$/.test(tokens.find(({ to }) => to === from)?.text ?? "");
}

/** “Do escalate” and “is resolved” are no questions. */
function isImperativeDo({ tokens }: Said, opener: Token): boolean {
  const next = tokens[tokens.indexOf(opener) + 1];
  if (opener.text === "do") return !["we", "you", "i", "they", "people"].includes(next?.text ?? "");
  return false;
}

function isUnreal(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }, at) => {
    const next = tokens[at + 1]?.text ?? "";
    if (text === "had" && (tokens[at - 1] === undefined || tokens[at - 1]?.isMark) && !/^(?:to|enough|an?)$/.test(next)) return true;
    return (/^(?:would|could|should|might|must)$/.test(text) && next === "have") || (/^(?:was|were)$/.test(text) && /^(?:going|about)$/.test(next));
  });
}

function isPast(tokens: readonly Token[]): boolean {
  return tokens.some(({ text, tags }, at) => {
    if (text === "ago" && !tags.includes("time")) return true;
    if (text === "back" && (tokens[at + 1]?.text === "then" || (at === 0 && tokens[1]?.text === "in"))) return true;
    if (text === "in" && /^(?:19|20)\d\d$/.test(tokens[at + 1]?.text ?? "")) return true;
    return (text === "other" && /^(?:day|night|week)$/.test(tokens[at + 1]?.text ?? "")) || text === "old";
  });
}

function isReported(tokens: readonly Token[], sentence: Span, span: Span): boolean {
  const so = tokens.findLastIndex(({ text, to }, at) => at < span.from && at >= sentence.from && text === "so" && isSubject(tokens, to));
  const inside = tokens.slice(Math.max(sentence.from, so), span.from);
  if (inside.some(({ text }) => SAYING.has(text))) return true;
  const mark = tokens[sentence.from - 1];
  if (mark?.text !== ":" && mark?.text !== "-") return false;
  const start = backTo(tokens, sentence.from - 1, ({ text, isMark }) => isMark && /^[.!?;]$/.test(text));
  return tokens
    .slice(start, sentence.from)
    .some(
      ({ text }) =>
        SAYING.has(text) ||
        DOUBTS.has(text) ||
        /^(?:example|quote|idea|joke|reminder|policy|docs|documentation|title|subject|question|story|runbook|playbook|step|manual|procedure|checklist|template|text)$/.test(
          text,
        ),
    );
}
