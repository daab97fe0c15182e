import type { Heard, Intent, Reading } from "../understanding/grammar.ts";
import { ask, on, reasonIn, understood } from "../understanding/readings.ts";
import { PHASE_CUES } from "./phase-cues.ts";

/** How far the work on it is. */
export const phaseIntent: Intent = {
  name: "change_phase",
  example: "Mark it as mitigating",
  isCommand: true,
  cues: PHASE_CUES,
  lean: ({ finds, tokens }) => (finds.times.length > 0 ? -0.1 : 0) - (tokens.some(({ text }) => /^(?:task|todo)$/.test(text)) ? 0.2 : 0),
  read,
};

function read(heard: Heard): Reading {
  const phase = heard.gives.phase ?? phaseOf(heard) ?? hintedBy(heard);
  if (!phase) return ask("To which phase? Investigating, identified, mitigating, monitoring or resolved.");
  return on(heard, ({ reference }) => {
    const { text } = reasonIn(heard);
    return understood({ reference, phase, ...(text ? { text } : {}) }, `Move ${reference} to ${phase}${text ? `: ${text}` : ""}`);
  });
}

const HINTS: readonly (readonly [words: RegExp, phase: string])[] = [
  [/^(?:watch|watching|observe|observing|observation)$/, "monitoring"],
  [/^(?:cancel|cancelling|abort|void|nothing)$/, "cancelled"],
  [/^(?:declining|decline|dismiss|reject)$/, "declined"],
  [/^(?:reopen|reopening|again|returned|recurring|digging)$/, "investigating"],
  [/^(?:close|closing|archive)$/, "closed"],
  [/^(?:rollback|failover|workaround|reverting|hotfix|patching)$/, "mitigating"],
  [/^(?:over|done|green|healthy|recovered|restored|normal|sorted|resolve)$/, "resolved"],
];

/** Without a phase by its name: the first word that is said of one. */
function hintedBy({ tokens }: Heard): string | undefined {
  return HINTS.find(([words]) => tokens.some(({ text }) => words.test(text)))?.[1];
}

/** The one inside of what was heard, else the first that is not being left. */
function phaseOf({ finds, tokens, hit }: Heard): string | undefined {
  const place = (from: number): number => tokens.findIndex((token) => from >= token.from && from < token.to);
  const inside = finds.phases.filter(({ from }) => place(from) >= hit.from && place(from) < hit.to);
  const left = (from: number): boolean =>
    /^(?:done|finished|over|complete|completed)$/.test(tokens[place(from) + 1]?.text ?? "") ||
    tokens.slice(Math.max(0, place(from) - 2), place(from)).some(({ text }) => /^(?:left|leave|from|out|not|leaving)$/.test(text));
  return (inside.findLast(({ from }) => !left(from)) ?? finds.phases.find(({ from }) => !left(from)))?.value;
}
