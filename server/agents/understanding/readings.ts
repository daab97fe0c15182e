import type { Heard, Reading } from "./grammar.ts";
import { type Said, type Token, written } from "./said.ts";
import type { Slots } from "./vocabulary.ts";

/** What the intents share: how a reading is given, asked for, and found in the words. */

export const understood = (slots: Slots, reading: string): Reading => ({ slots, missing: null, reading });
export const ask = (missing: string, slots: Slots = {}): Reading => ({ slots, missing, reading: "" });

/** The incident meant: the one named, else the room that one is in. */
export function about({ finds, vocabulary }: Said): { reference?: string } {
  const reference = finds.references[0]?.value ?? vocabulary.incident;
  return reference ? { reference } : {};
}

export const where = ({ reference }: { reference?: string }): string => (reference ? ` on ${reference}` : "");

/** For what is done to an incident: asks which, when none is known. */
export function on(said: Said, read: (target: { reference: string }) => Reading): Reading {
  const { reference } = about(said);
  if (reference) return read({ reference });
  const open = (said.vocabulary.incidents ?? []).slice(0, 5);
  return ask(`Which incident do you mean? Give its reference, such as ${open.length > 0 ? open.join(", ") : "INC-2026-1123-001"}.`);
}

export function whom(candidates: { name: string }[], unknown: string | null): string {
  if (candidates.length > 0) return `Whom do you mean: ${candidates.map(({ name }) => name).join(", ")}? Give the whole name or the handle.`;
  return unknown ? `Nobody here is called ${unknown}. Give a name or a handle such as @ada.` : "Whom? Give a name or a handle such as @ada.";
}

const isGlue = ({ isMark, text }: Token): boolean => isMark && text !== "(" && text !== "$" && text !== "€" && text !== "£";

const POLITE = /^\s*(?:(?:please|kindly|pls|plz)\b\s*)?/i;
const GLUE = /^\s*(?:->|=>|[:,.;–—-]+)?\s*/;
const SPEAKING =
  /^(?:(?:um+|uh+|erm|(?:to )?say that|to say|verbatim|word for word|as follows|telling (?:everyone|everybody|customers|users|stakeholders|people|them|all)|that|saying|reading|stating|says)(?:\s*:\s*|\s+)|(?:with )?(?:the )?following(?: (?:text|words|content|message|note|statement|wording))?(?:\s*[.:,–—-]+\s*|\s+))+/i;

/** What follows the cue, as it was written: what is in quotes when nothing else follows; null when there is nothing. */
export function textAfter(heard: Heard): string | null {
  const { tokens, hit, words, original } = heard;
  const last = tokens[hit.to - 1];
  const rest = original.slice(words[(last?.to ?? 0) - 1]?.to ?? 0);
  const isClosed = last !== undefined && isGlue(last);
  const spoken = isClosed ? rest : rest.replace(POLITE, "");
  const bare = isClosed ? spoken : spoken.replace(GLUE, "");
  const isMarked = isClosed || bare.length < spoken.trimStart().length;
  const text = (isMarked ? bare : bare.replace(POLITE, "").replace(SPEAKING, "")).trim();
  const behind = tokens.slice(hit.to).filter(({ isMark }) => !isMark);
  const quote =
    behind.length === 1 ? behind[0] : behind.length === 0 ? tokens.slice(hit.from, hit.to).find(({ tags }) => tags.includes("quote")) : undefined;
  if (quote?.tags.includes("quote") && (behind.length === 1 || !/[\p{L}\p{N}]/u.test(text))) return quoted(heard, quote);
  const closed = tokens.slice(0, hit.to).findLast(({ tags }) => tags.includes("quote"));
  if (!isMarked && closed && behind.length > 0 && behind.every(({ text: word }) => ASIDE.test(word))) return quoted(heard, closed);
  const [first, ...others] = behind;
  if (!isMarked && first?.tags.includes("quote") && others.every(({ text: word, tags }) => tags.includes("person") || ASIDE.test(word)))
    return quoted(heard, first);
  const isRequest = tokens[hit.from]?.isRequest && !isMarked;
  return (isRequest ? text.replace(/\s*\?+$/, "") : text) || null;
}

/** Behind a quotation, where to it goes and for whom. */
const ASIDE =
  /^(?:to|for|as|an?|the|with|owner|please|on|in|into|new|update|note|task|todo|action|item|timeline|log|record|statement|message|stakeholders|customers|everyone|all)$/;

/** What stands in a quotation. */
export function quoted(said: Said, token: Token): string {
  return written(said, token.from, token.to).slice(1, -1).trim();
}

const REASONS = new Set(["because", "since", "as", "due"]);

/** Why, as it was written: after “because” and the like, or after a mark behind the order. */
export function reasonIn(heard: Heard): { text?: string } {
  const { tokens, hit, words, original } = heard;
  const at = tokens.findIndex(({ text, isMark }, index) => index >= hit.to && (REASONS.has(text) || (isMark && /^(?:[,:;.-]|→)$/.test(text))));
  if (at < 0) return {};
  const isCause = REASONS.has(tokens[at]?.text ?? "");
  const after = tokens.findIndex(
    (token, index) => index > at && !isGlue(token) && token.text !== "to" && token.text !== "of" && !REASONS.has(token.text),
  );
  const rest = tokens.slice(after);
  const isSaid = after > 0 && (isCause || rest.filter(({ isMark }) => !isMark).length > 1);
  const text = isSaid ? original.slice(words[rest[0]?.from ?? 0]?.from).trim() : "";
  return text.length > 2 && !/^(?:please|thanks|thank you|now)\b/i.test(text) ? { text } : {};
}

/** An instant as people say it: “14:25 UTC”, with the day when it is not today. */
export function spoken(at: string, now: string): string {
  const clock = `${at.slice(11, 16)} UTC`;
  return at.slice(0, 10) === now.slice(0, 10) ? clock : `${clock} on ${at.slice(0, 10)}`;
}
