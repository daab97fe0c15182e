import type { Block } from "#lib/contracts/document.ts";
import { plain } from "../plays.ts";

export type HandoffBrief = { situation: string; investigations: string; tried: string; next: string; blockers: string };

const TITLES = {
  situation: "Situation",
  investigations: "Investigations",
  tried: "What was tried",
  next: "What is next",
  blockers: "Blockers",
} as const;

/** A hand-off brief as it is offered; what nobody has written yet is said to be missing. Pure. */
export function briefBlocks(brief: HandoffBrief): Block[] {
  return [
    { kind: "heading", text: "Hand-off brief" },
    ...Object.entries(TITLES).flatMap(([name, title]): Block[] => [
      { kind: "heading", text: title },
      { kind: "text", text: plain(brief[name as keyof HandoffBrief]) || "Not known yet." },
    ]),
  ];
}
