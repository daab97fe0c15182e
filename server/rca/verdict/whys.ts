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
  const first = `Why ${asQuestion(bundle.incident.title)}?`;
  if (!root) return [{ why: first, because: NOT_ESTABLISHED, evidence: [] }];
  const steps = [...alongCalls(root, suspects, bundle), ...ofTheRoot(root), ...(change ? [whyThen(change)] : []), ...ofTheFamily(root)];
  const told = steps.filter(({ because }, at) => steps.findIndex((other) => other.because === because) === at);
  if (told.length < FIVE && !change) told.push({ why: BEGAN, because: NOT_ESTABLISHED, evidence: [] });
  return told.slice(0, FIVE).map((step, at) => (at === 0 ? { ...step, why: first } : step));
}

const BEGAN = "Why did it begin then?";

function alongCalls(root: Suspect, suspects: readonly Suspect[], bundle: Bundle): Why[] {
  const path = pathBetween(bundle.incident.symptoms[0]?.service, root.service, bundle.edges);
  return path.map(([caller, callee]) => {
    const clue = callee === root.service ? undefined : suspects.find(({ service }) => service === callee)?.clues[0];
    const evidence = clue?.evidence ?? root.clues[0]?.evidence ?? [];
    return { why: `Why is ${caller} affected?`, because: sentence(`It depends on ${callee}${clue ? `: ${lowered(clue.statement)}` : ""}`), evidence };
  });
}

function ofTheRoot({ service, clues: [lead] }: Suspect): Why[] {
  const evidence = lead?.evidence ?? [];
  const own = { why: `Why is ${service} affected?`, because: sentence(lead?.statement ?? NOT_ESTABLISHED), evidence };
  return [own, ...(lead?.chain ?? []).map(({ why, because }) => ({ why, because: sentence(because), evidence }))];
}

function whyThen({ title, evidence }: SuspectChange): Why {
  return { why: BEGAN, because: sentence(`“${title}” went out before`), evidence };
}

/** What the family of failure says of such cases; its first step is what a state that was seen shows by itself. */
function ofTheFamily({ service, signature, clues }: Suspect): Why[] {
  const [lead] = clues;
  const named = lead ?? { service };
  return (signatureNamed(signature ?? null)?.whys ?? []).map(({ why, because, shownBy }, at) => {
    const shown = at === 0 && lead?.role === "cause" ? lead : clues.find((clue) => shownBy?.(clue) ?? false);
    const words = fillWords(because, named);
    const open = /^not established/i.test(words) ? words : `${NOT_ESTABLISHED}; usually: ${lowered(words)}`;
    return { why: fillWords(why, named), because: sentence(shown ? words : open), evidence: shown?.evidence ?? [] };
  });
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
