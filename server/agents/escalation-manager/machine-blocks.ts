import type { Block } from "#lib/contracts/document.ts";
import { plain } from "../plays.ts";
import { clock, moment } from "./status-blocks.ts";

/** What these read of an answer of `explain_escalation` and of `simulate_escalation`. */
export type Why = {
  at: string;
  answer: string;
  levels: { level: string; title: string; sentence: string }[];
  pages: { name: string; level: string; sentence: string }[];
};
export type Foresight = {
  policy: string;
  opensAt: string;
  steps: { at: string; level: string; title: string; why: string; people: { name: string }[]; channels: string[]; problems: string[] }[];
  end: string;
};

/** Why people were, or were not, paged at a moment, level by level. Pure. */
export function whyBlocks({ at, answer, levels, pages }: Why): Block[] {
  const reasons = levels.map(({ level, title, sentence }) => [level, plain(title), plain(sentence)]);
  const told = pages.map(({ level, name, sentence }) => [level, plain(name), plain(sentence)]);
  return [
    { kind: "text", text: `At ${moment(at)}: ${plain(answer)}` },
    ...(reasons.length > 0 ? [{ kind: "table" as const, head: ["Level", "Title", "Why"], rows: reasons }] : []),
    ...(told.length > 0 ? [{ kind: "table" as const, head: ["Level", "Person", "How it stood"], rows: told }] : []),
  ];
}

/** Who would be reached when. Pure. */
export function foresightBlocks({ policy, opensAt, steps, end }: Foresight): Block[] {
  const rows = steps.map(({ at, level, title, why, people, channels, problems }) => [
    clock(at),
    level,
    plain(title),
    [...people.map(({ name }) => name), ...channels, ...problems].map(plain).join(", ") || "–",
    plain(why),
  ]);
  return [
    { kind: "text", text: `By “${plain(policy)}”, if it opened at ${moment(opensAt)} and nobody answered:` },
    ...(rows.length > 0 ? [{ kind: "table" as const, head: ["At", "Level", "Title", "Whom", "Why"], rows }] : []),
    { kind: "text", text: plain(end) },
  ];
}
