import type { SuspectChange, Why } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Suspect } from "../rank.ts";
import { fillWords } from "../signatures/fill.ts";
import { signatureNamed } from "../signatures/registry.ts";
import { lowered, sentence } from "../words.ts";

export const NOT_ESTABLISHED = "not established";
const FIVE = 5;

/**
 * From the symptom down to the cause: along the calls between them, then the links that the detector gave, then what the family of failure says of such
 * cases. A step that no evidence shows says “not established”, with the usual cause as a question to look into.
 */
export function whysOf(root: Suspect | undefined, suspects: readonly Suspect[], bundle: Bundle, change: SuspectChange | undefined): Why[] {
  const first = `Why ${asQuestion(bundle.incident.title)}?`;
  if (!root) return [{ why: first, because: NOT_ESTABLISHED, evidence: [] }];
  const title = bundle.incident.title;
  const down = downTo(root).filter(({ because }) => !because.includes(`“${title}”`));
  const isNamed = change !== undefined && down.some(({ because }) => because.includes(change.title));
  const steps = [...alongCalls(root, suspects, bundle), ...down, ...(change && !isNamed ? [whyThen(change)] : []), ...beyond(root)];
  const told = steps.filter(({ because }, at) => steps.findIndex((other) => other.because === because) === at);
  const ends = told.findIndex(isOpen);
  const until = ends < 0 ? told : told.slice(0, ends + 1);
  if (until.length < FIVE && !change) until.push({ why: BEGAN, because: noChange(bundle), evidence: [] });
  return until.slice(0, FIVE).map((step, at) => (at === 0 ? { ...step, why: first } : step));
}

const BEGAN = "Why did it begin then?";

/** What stands on nothing ends the chain: a further why would ask after a guess. */
function isOpen({ evidence, because }: Why): boolean {
  return evidence.length === 0 && because.toLowerCase().startsWith(NOT_ESTABLISHED);
}

function noChange({ changes }: Bundle): string {
  if (changes.length === 0) return `${NOT_ESTABLISHED}: no changes are among the evidence.`;
  return `${NOT_ESTABLISHED}: of ${changes.length} ${changes.length === 1 ? "change" : "changes"} in the evidence none fits.`;
}

function alongCalls(root: Suspect, suspects: readonly Suspect[], bundle: Bundle): Why[] {
  const path = pathBetween(bundle.incident.symptoms[0]?.service, root.service, bundle.edges);
  return path.map(([caller, callee]) => {
    const clue = callee === root.service ? undefined : suspects.find(({ service }) => service === callee)?.clues[0];
    const evidence = clue?.evidence ?? root.clues[0]?.evidence ?? [];
    return { why: `Why is ${caller} affected?`, because: sentence(`It depends on ${callee}${clue ? `: ${lowered(clue.statement)}` : ""}`), evidence };
  });
}

/** What callers met, the links that the detector gave, nearest to the symptom first, and what was found under them. */
function downTo({ service, signature, clues: [lead, ...others] }: Suspect): Why[] {
  const evidence = lead?.evidence ?? [];
  const found = sentence(lead?.statement ?? NOT_ESTABLISHED);
  const links = (lead?.chain ?? []).map(({ why, because }) => ({ why, because: sentence(because), evidence }));
  const met = lead?.role === "cause" ? others.find(({ role, metric, blames }) => (role === "effect" || metric !== undefined) && !blames) : undefined;
  if (met) links.unshift({ why: `Why is ${service} affected?`, because: sentence(met.statement), evidence: met.evidence });
  if (links.length === 0) return [{ why: `Why is ${service} affected?`, because: found, evidence }];
  const asked = lead?.chain ? signatureNamed(signature ?? null)?.whys[1]?.why : undefined;
  const why = asked ? fillWords(asked, lead ?? { service }) : "What lies behind that?";
  return links.some(({ because }) => because === found) ? links : [...links, { why, because: found, evidence }];
}

function whyThen({ title, evidence }: SuspectChange): Why {
  return { why: BEGAN, because: sentence(`“${title}” went out before`), evidence };
}

/** What the family of failure says lies deeper than what was found; its first steps are what was found. */
function beyond({ service, signature, clues }: Suspect): Why[] {
  const [lead] = clues;
  const named = lead ?? { service };
  const known = lead?.role === "cause" && lead.chain ? 2 : 1;
  return (signatureNamed(signature ?? null)?.whys ?? []).slice(known).map(({ why, because, shownBy }) => {
    const shown = clues.find((clue) => shownBy?.(clue) ?? false);
    const words = fillWords(because, named);
    const open = /^not established/i.test(words) ? words : `${NOT_ESTABLISHED}; usually: ${lowered(words)}`;
    return { why: fillWords(why, named), because: sentence(shown ? words : open), evidence: shown?.evidence ?? [] };
  });
}

function asQuestion(title: string): string {
  const bare = title.replace(/[.!?\s]+$/, "");
  return bare === "" ? "did this happen" : `“${bare}”`;
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
