import * as find from "../understanding/extract.ts";
import { payloadOf, type Reading, type Said } from "../understanding/understand.ts";
import type { Slots } from "../understanding/vocabulary.ts";

/** What the intents share: how a reading is given, asked for, and found in the words. */

export const understood = (slots: Slots, reading: string): Reading => ({ slots, missing: null, reading });
export const ask = (missing: string, slots: Slots = {}): Reading => ({ slots, missing, reading: "" });

/** The incident meant: the one named, else the room that one is in. */
export function about({ text, vocabulary }: Said): { reference?: string } {
  const reference = find.references(text)[0]?.value ?? vocabulary.incident;
  return reference ? { reference } : {};
}

export const where = ({ reference }: { reference?: string }): string => (reference ? ` on ${reference}` : "");

/** For what is done to an incident: asks which, when none is known. */
export function on(said: Said, read: (target: { reference: string }) => Reading): Reading {
  const { reference } = about(said);
  return reference ? read({ reference }) : ask("Which incident do you mean? Give its reference, such as INC-2026-1123-001.");
}

export const has = (finds: (text: string) => unknown) => (said: Said) => (finds(said.text) ? 0.2 : 0);

/** A severity, a task or a clock beside it makes it less likely that the phase is meant. */
export function phaseLean({ text, vocabulary }: Said): number {
  if (find.time(text, vocabulary)) return -0.5;
  return find.severity(text) || /\b(?:task|todo|action)\b/.test(text) ? -0.2 : 0.35;
}

export function somebody(said: Said): boolean {
  const { found, candidates, unknown } = find.people(said.text, said.vocabulary);
  return found !== null || candidates.length > 0 || unknown !== null;
}

export function whom(candidates: { name: string }[], unknown: string | null): string {
  if (candidates.length > 0) return `Whom do you mean: ${candidates.map(({ name }) => name).join(", ")}? Give the whole name or the handle.`;
  return unknown ? `Nobody here is called ${unknown}. Give a name or a handle such as @ada.` : "Whom? Give a name or a handle such as @ada.";
}

export function withText(said: Said): { text?: string } {
  const text = payloadOf(said);
  return text ? { text } : {};
}

export function reasonIn(said: Said): { text?: string } {
  const because = /\b(?:because|since|as|due to)\s+(.{3,})$/.exec(said.text);
  const text = payloadOf(said) ?? (because ? said.original.slice(because.index + because[0].length - (because[1] ?? "").length) : null);
  return text ? { text } : {};
}

/** What follows a cue, as it was written. */
export function after(said: Said, cue: RegExp): string | null {
  const match = cue.exec(said.text);
  const rest = match ? said.original.slice(match.index + match[0].length).trim() : "";
  return rest.length > 1 ? rest : null;
}
