import type { Heard, Reading } from "../understanding/grammar.ts";
import { ask, on, textAfter, understood, where } from "../understanding/readings.ts";
import { type Token, written } from "../understanding/said.ts";
import type { Named } from "../understanding/vocabulary.ts";
import { DOING } from "./task-cues.ts";

/** What is to be done and by whom, in the person's words: behind the order, or before one such as “add it as a task”. */
export function readTask(heard: Heard): Reading {
  const told = behind(heard) ?? "";
  const text = (isMarked(heard) ? told : bare(told)) || bare(before(heard));
  if (text.length < 2) return ask("What is to be done? Write it after a colon: “Todo: …”.");
  const person = personIn(heard);
  return on(heard, ({ reference }) =>
    understood(
      { reference, text, ...(person ? { person } : {}) },
      `Add a next action${where({ reference })}: “${text}”${person ? ` for ${person.name}` : ""}`,
    ),
  );
}

const ASIDE = /[\s,]+(?:as|to) (?:an? |the |my |our )?(?:new )?(?:tasks?|to-?dos?|actions?(?: items?)?|follow-?up|list)\.?$/i;
const OWNER = /[\s,;(–—-]+(?:owner|assignee|assigned to|assign to|assign)[:\s]+@?[\w.-]+\)?\.?$/i;

/** Without what was asked for around it: “…, as a task”, “…, owner @sam”. */
function bare(text: string): string {
  return text.replace(ASIDE, "").replace(OWNER, "").trim();
}

/** What stands behind a colon is kept as it was written. */
function isMarked({ tokens, hit }: Heard): boolean {
  const isMark = (at: number): boolean => /^(?::|-|→)$/.test(tokens[at]?.text ?? "");
  return isMark(hit.to - 1) || isMark(hit.to);
}

function isNamedFirst({ tokens, hit }: Heard): boolean {
  const next = tokens[hit.to + 1]?.text ?? "";
  return (tokens[hit.to]?.tags.includes("person") ?? false) && (DOING.has(next) || next === "to" || next === ":");
}

function behind(heard: Heard): string | undefined {
  const { tokens, hit } = heard;
  const last = tokens[hit.to - 1];
  const from = last && DOING.has(last.text) ? { ...heard, hit: { ...hit, to: hit.to - 1 } } : heard;
  const whole = textAfter(from) ?? undefined;
  if (isNamedFirst(heard)) return whole?.replace(/^\S+?(?::\s*|\s+)(?:to\s+)?/, "");
  return whole?.replace(/^\(@?[\w.-]+\):?\s+/, "").replace(/^(?:owner|assignee|for)?:? ?@[\w.-]+[,:]?\s+/i, "");
}

const OBLIGED =
  /^(?:someone|somebody|anyone|anybody|we|i|they|he|she|you|the|team|will|would|must|should|has|have|had|needs?|ought|to|got|also|still|really|please|is|are|supposed|can|could)$/;

/** “Somebody must renew the certificate, add it as a task”: what stands before the order, from its verb on. */
function before(heard: Heard): string {
  const { tokens, hit } = heard;
  const end = tokens.slice(0, hit.from).findLastIndex(({ isMark, isFiller, text }) => !isMark && !isFiller && !/^(?:and|so|then)$/.test(text)) + 1;
  const start = tokens.slice(0, end).findLastIndex(({ isMark, text }, at) => isMark && /^[.!?;]$/.test(text) && at < end - 1) + 1;
  const verb = tokens.slice(start, end).findIndex((token) => !isObliged(token)) + start;
  return verb < start ? "" : written(heard, tokens[verb]?.from ?? 0, tokens[end - 1]?.to ?? 0);
}

function isObliged({ text, tags, isMark, isFiller }: Token): boolean {
  return isMark || isFiller || tags.includes("person") || OBLIGED.test(text);
}

/** Who is named beside the order, first in its text, or by handle. Oneself only by “for me” and the like. */
function personIn(heard: Heard): Named | undefined {
  const { tokens, hit, finds, words, vocabulary } = heard;
  const last = finds.people.found.at(-1);
  if (
    last &&
    /^(?:assigned|assign|owner|assignee)$/.test(
      words[last.from - 1]?.text === "to" || words[last.from - 1]?.text === ":"
        ? (words[last.from - 2]?.text ?? "")
        : (words[last.from - 1]?.text ?? ""),
    )
  )
    return last.value;
  const first = tokens[hit.to]?.from ?? Number.POSITIVE_INFINITY;
  const isBracketed = tokens[hit.to]?.text === "(" && tokens[hit.to + 1]?.tags.includes("person");
  const isAddressed = (at: number): boolean =>
    at <= first || isNamedFirst(heard) || isBracketed === true || (words[at]?.text.startsWith("@") ?? false);
  const isMine = (at: number): boolean => /^(?:for|4|to|todo|task|@)$/.test(words[at - 1]?.text ?? "") || (words[at]?.text.startsWith("@") ?? false);
  const named = finds.people.found.find(({ from, value }) => isAddressed(from) && (value.id !== vocabulary.me.id || isMine(from)));
  const isTaken = tokens[hit.from]?.text === "i" && /^(?:take|have|own|got|grab|pick|claim)$/.test(tokens[hit.from + 1]?.text ?? "");
  return named?.value ?? (isTaken ? vocabulary.me : undefined);
}
