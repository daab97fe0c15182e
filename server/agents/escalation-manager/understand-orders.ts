import { type Understanding, understand } from "../understanding/understand.ts";
import type { Slots, Vocabulary } from "../understanding/vocabulary.ts";
import { GRAMMAR } from "./grammar.ts";
import { escalateReading } from "./targets.ts";

/** What a prompt asks for. To raise the severity and to page for the same incident is one order: both happen, or neither. */
export function understandOrders(prompt: string, vocabulary: Vocabulary): Understanding[] {
  const found = understand(GRAMMAR, prompt, vocabulary);
  const raised = found.find((one) => one.kind === "understood" && one.intent === "change_severity");
  const paged = found.find((one) => one.kind === "understood" && one.intent === "escalate");
  if (raised?.kind !== "understood" || paged?.kind !== "understood" || isElsewhere(raised.slots, paged.slots)) return found;
  const text = paged.slots.text ?? raised.slots.text;
  const slots: Slots = { ...raised.slots, ...paged.slots, ...(text ? { text } : {}) };
  return found.flatMap((one) => (one === raised ? [] : one === paged ? [{ ...paged, slots, reading: escalateReading(slots) }] : [one]));
}

function isElsewhere(one: Slots, other: Slots): boolean {
  return one.reference !== other.reference;
}
