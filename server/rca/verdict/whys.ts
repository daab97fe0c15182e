import type { SuspectChange, Why } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Suspect } from "../rank.ts";
import { fillWords } from "../signatures/fill.ts";
import { signatureNamed } from "../signatures/registry.ts";
import { sentence } from "../words.ts";

export const NOT_ESTABLISHED = "not established";
const FIVE = 5;

/**
 * From the symptom down to the cause: along the calls between them, then the links that the detector gave, then what the family of failure says of such
 * cases. A step that no evidence shows says “not established”, with the usual cause as a question to look into.
 */
export function whysOf(root: Suspect | undefined, suspects: readonly Suspect[], bundle: Bundle, change: SuspectChange | undefined): Why[] {
  const [symptom] = bundle.incident.symptoms;
  const first = `Why ${asQuestion(bundle.incident.title)}?`;
  if (!root) return [{ why: first, because: NOT_ESTABLISHED, evidence: [] }];
  const [lead] = root.clues;
  const steps: Why[] = [];
  for (const [caller, callee] of pathBetween(symptom?.service, root.service, bundle.edges)) {
    const clue = suspects.find(({ service }) => service === callee)?.clues[0];
    steps.push({
      why: steps.length === 0 ? first : `Why is ${caller} affected?`,
      because: `It depends on ${callee}${clue ? `, where ${lowered(clue.statement)}` : ""}`,
      evidence: clue?.evidence ?? [],
    });
  }
  steps.push({
    why: steps.length === 0 ? first : `Why is ${root.service} affected?`,
    because: sentence(lead?.statement ?? NOT_ESTABLISHED),
    evidence: lead?.evidence ?? [],
  });
  for (const { why, because } of lead?.chain ?? []) steps.push({ why, because, evidence: lead?.evidence ?? [] });
  if (change) steps.push({ why: `Why did it begin then?`, because: sentence(`“${change.title}” went out before`), evidence: change.evidence });
  const named = lead ?? { service: root.service };
  const known = signatureNamed(root.signature ?? null);
  for (const { why, because, shownBy } of known?.whys ?? []) {
    const shown = root.clues.find((clue) => shownBy?.(clue) ?? false);
    steps.push({
      why: fillWords(why, named),
      because: shown ? fillWords(because, named) : `${NOT_ESTABLISHED}; usually: ${lowered(fillWords(because, named))}`,
      evidence: shown?.evidence ?? [],
    });
  }
  if (steps.length < FIVE && !change) steps.push({ why: `Why did it begin then?`, because: NOT_ESTABLISHED, evidence: [] });
  return steps.slice(0, FIVE);
}

function asQuestion(title: string): string {
  const bare = title.replace(/[.!?\s]+$/, "");
  return bare === "" ? "did this happen" : `“${bare}”`;
}

/** Goes on within a sentence; what begins with a name or an abbreviation keeps its letters. */
export function lowered(text: string): string {
  return /^(?:The|A|An|Its|All|No|It|There|This)\b/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

/** The shortest way of calls from one service to another, as pairs; empty where there is none. */
export function pathBetween(from: string | undefined, to: string, edges: Bundle["edges"]): [string, string][] {
  if (from === undefined || from === to) return [];
  const before = new Map<string, string>();
  const queue = [from];
  for (let service = queue.shift(); service !== undefined && !before.has(to); service = queue.shift()) {
    for (const { caller, callee } of edges) {
      if (caller !== service || callee === from || before.has(callee)) continue;
      before.set(callee, caller);
      queue.push(callee);
    }
  }
  const path: [string, string][] = [];
  for (let service = to; before.has(service); service = before.get(service) ?? from) path.unshift([before.get(service) ?? from, service]);
  return path;
}
