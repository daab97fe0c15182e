import type { Change } from "../bundle.ts";
import type { Notebook } from "../notebook.ts";
import type { Judgement, Scene } from "./features.ts";

/** What speaks for a change, in words, and the evidence of it. */
export function reasonsOf(one: Judgement, { onset, bundle }: Scene, notebook: Notebook): { reasons: string[]; evidence: string[] } {
  const { features, act, saying, complaint, service, deploys, effectAt, shared, kinds } = one;
  const reasons = [timeWords(effectAt, onset.at, deploys)];
  const evidence = [citeChange(one.change, notebook)];
  if (service)
    reasons.push(
      features.relation >= 0.9
        ? `It is a change of ${service}, which is in trouble.`
        : `It is a change of ${service}, ${features.relation >= 0.5 ? "on which a service in trouble leans" : "which shows no trouble of its own"}.`,
    );
  if (act && saying && features.mechanism >= 0.3 && act.name !== "changes code") {
    reasons.push(`It ${act.words}, and the evidence shows that ${complaint}: “${saying.text.slice(0, 140)}”.`);
    evidence.push(saying.cite());
  }
  if (shared.length > 0) reasons.push(`It and the evidence both speak of ${shared.slice(0, 4).join(", ")}.`);
  if (features.reverted >= 1) reasons.push("After it was taken back, the figures went back to what they were before.");
  else if (features.reverted > 0) reasons.push("It was taken back later.");
  if (features.harm < 0.5)
    reasons.push(
      one.isPreserving
        ? "Its lines only say the same in another way."
        : kinds.length > 0
          ? `It changes ${kinds.join(", ")}.`
          : "What it changes is not told.",
    );
  const near = bundle.changes.filter(
    ({ at, service: other }) => other !== null && other === service && at <= onset.at && onset.at - at < 3_600_000,
  ).length;
  if (near === 1 && service) reasons.push(`It is the only change of ${service} in the hour before.`);
  return { reasons, evidence };
}

export function citeChange({ title, detail, link, at, kind }: Change, notebook: Notebook): string {
  return notebook.cite({
    kind: "change",
    source: link ?? "changes.json",
    title: `${kind} ${title}`,
    excerpt: detail.slice(0, 600) || title,
    at: new Date(at).toISOString(),
  });
}

function timeWords(effectAt: number, onset: number, deploys: readonly Change[]): string {
  const minutes = Math.round((onset - effectAt) / 60_000);
  const live = deploys.length > 0 ? "It was deployed" : "It was made";
  if (minutes < 0) return `${live} ${spell(-minutes)} after the trouble began.`;
  return minutes === 0 ? `${live} just before the trouble began.` : `${live} ${spell(minutes)} before the trouble began.`;
}

function spell(minutes: number): string {
  if (minutes < 90) return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  return `${Math.round(minutes / 60)} hours`;
}
