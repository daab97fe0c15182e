import type { Analysis } from "#server/rca/index.ts";
import type { Truth } from "./world/types.ts";

/** Families that only say again what was noticed, and claim no mechanism. */
const SYMPTOMS = new Set(["error-rate", "latency", "traffic-drop"]);

/** How an analysis compares with what is true of a world; `isRight` asks for all that this world can ask for. */
export type Verdict = { isRight: boolean; place: boolean; mechanism: boolean; change: boolean | null; words: string };

/** Scores an analysis. Nothing of the truth goes into the analysis itself. `changes` of the world: connectors name them by ids of their own, and keep the titles. */
export function judge(analysis: Analysis, truth: Truth, changes: readonly { id: string; title: string }[] = []): Verdict {
  const { rootCause, suspectChanges, fiveWhys } = analysis;
  const ids = new Map(changes.map(({ id, title }) => [title, id]));
  const accused = suspectChanges.filter(({ score }) => score >= 0.5).map(({ id, title }) => ids.get(title) ?? id);
  const place = truth.services.includes(rootCause.service);
  const mechanism = truth.signatures.includes(rootCause.signature ?? "");
  const change = truth.changes.length === 0 && accused.length === 0 ? null : accused.length > 0 && accused.every((id) => truth.changes.includes(id));
  const words = `${rootCause.service} ${rootCause.signature ?? "no mechanism"} ${rootCause.confidence.toFixed(2)}${rootCause.sufficient ? "" : ", not sufficient"}${accused.length > 0 ? `, accuses ${accused.join(" ")}` : ""}`;
  if (!truth.isTrouble) return { isRight: !rootCause.sufficient && accused.length === 0, place, mechanism, change, words };
  if (truth.sufficient) return { isRight: rootCause.sufficient && place && mechanism, place, mechanism, change, words };
  const claimsMechanism = rootCause.signature !== undefined && !SYMPTOMS.has(rootCause.signature);
  const admits = fiveWhys.some(({ because }) => /not established/i.test(because));
  return { isRight: accused.length === 0 && (!rootCause.sufficient || (place && !claimsMechanism && admits)), place, mechanism, change, words };
}
