import type { SuspectChange } from "../answer.ts";
import type { Clue } from "../clue.ts";
import type { Detector } from "../detectors.ts";
import type { Judgement, Scene } from "./features.ts";
import type { Outside } from "./outside.ts";
import { citeChange, reasonsOf } from "./reasons.ts";
import { type Weighed, weighChanges } from "./weigh-changes.ts";

const NAMED_FROM = 0.03;
const MOST_NAMED = 10;
const ACCUSED_FROM = 0.5;
/** A deploy did it by what it carried: it stands behind that. */
const OF_CARRIER = 0.97;

/** Which change did it, or that none did: by time, place, what it does, and what came back when it was taken back. */
export const changes: Detector = {
  name: "changes",
  doing: "weighing changes",
  detect(bundle, frame, notebook) {
    if (bundle.changes.length === 0) return { clues: [] };
    const weighed = weighChanges(bundle, frame, notebook);
    const told = weighed.judged.filter(({ score }) => score >= NAMED_FROM).slice(0, MOST_NAMED);
    const reasons = told.map((one) => reasonsOf(one, weighed.scene, notebook));
    const suspectChanges = told.flatMap((one, at): SuspectChange[] => {
      const { reasons: words = [], evidence = [] } = reasons[at] ?? {};
      const { id, title, link } = one.change;
      const own = { id, title, link, service: one.service, score: rounded(one.score), reasons: words, evidence };
      const carriers = one.deploys.map((deploy) => ({
        id: deploy.id,
        title: deploy.title,
        link: deploy.link,
        service: deploy.service,
        score: rounded(one.score * OF_CARRIER),
        reasons: [`It carried “${title}”.`],
        evidence: [citeChange(deploy, notebook)],
      }));
      return [own, ...carriers];
    });
    return { clues: cluesOf(weighed, reasons[0]?.evidence ?? []), suspectChanges };
  },
};

const rounded = (score: number): number => Math.round(score * 1000) / 1000;

function cluesOf({ scene, outside, judged }: Weighed, evidence: string[]): Clue[] {
  const [first] = judged;
  if (first && first.score >= ACCUSED_FROM) return [accusing(first, scene, evidence)];
  const [reason] = outside;
  const isOwn = reason?.name === "expired" && reason.service !== null;
  const service = isOwn ? reason.service : (failingFirst(null, scene) ?? reason?.service);
  return reason && service ? [blamingNobody(reason, service, scene)] : [];
}

function accusing(one: Judgement & { score: number }, scene: Scene, evidence: string[]): Clue {
  const { change, act, deploys, saying } = one;
  const carrier = deploys.length > 0 ? ` (deployed with “${deploys.at(-1)?.title}”)` : "";
  const does = act && act.name !== "changes code" ? `: it ${act.words}` : "";
  const clue: Clue = {
    service: failingFirst(one.service, scene) ?? change.service ?? "",
    signature: "faulty-change",
    statement: `The ${change.kind} “${change.title}”${carrier} brought it about${does}.`,
    strength: one.score,
    role: "cause",
    at: scene.onset.at,
    evidence,
  };
  return saying
    ? {
        ...clue,
        chain: [
          { why: `Why did ${clue.service} fail?`, because: `“${saying.text.slice(0, 200)}”` },
          { why: "Why did that come up?", because: clue.statement },
        ],
      }
    : clue;
}

function blamingNobody(reason: Outside, service: string, { onset }: Scene): Clue {
  return {
    service,
    signature: reason.name,
    statement: reason.statement,
    strength: reason.strength * 0.9,
    role: "cause",
    at: reason.at ?? onset.at,
    evidence: reason.evidence,
  };
}

const SURE = 0.6;

/** The service that failed first: the one that is named, if it is in trouble itself; else the one whose symptoms were seen. */
function failingFirst(named: string | null, { frame, places, bundle }: Scene): string | null {
  if (named && places.shows(named) >= SURE) return named;
  return frame.symptoms[0]?.service ?? bundle.alerts.find(({ service }) => service)?.service ?? named;
}
