import type { Bundle, Change } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import type { Notebook } from "../notebook.ts";
import { type Carried, carriersOf, isCarrier } from "./carriers.ts";
import { type Judgement, judge, type Scene } from "./features.ts";
import { literalsOf } from "./literals.ts";
import { onsetOf } from "./onset.ts";
import { type Outside, outsideOf } from "./outside.ts";
import { placesOf } from "./places.ts";
import { posterior } from "./posterior.ts";
import { sayingsOf } from "./sayings.ts";
import { rarityOf, saidOf } from "./shared-words.ts";
import { topicsOfAll } from "./topics.ts";

export type Weighed = { scene: Scene; outside: Outside[]; judged: (Judgement & { score: number })[] };

/** All changes of a bundle by how likely they did it, the likeliest first, and what speaks for a reason outside of them. */
export function weighChanges(bundle: Bundle, frame: Frame, notebook: Notebook): Weighed {
  const onset = onsetOf(bundle, frame);
  const sayings = sayingsOf(bundle, frame, onset, notebook);
  const places = placesOf(bundle, frame, onset, sayings);
  const rarity = rarityOf(bundle.changes, places.services, bundle.logs, onset);
  const scene: Scene = {
    bundle,
    frame,
    onset,
    sayings,
    said: saidOf(sayings),
    topics: topicsOfAll(bundle.changes, sayings, places.services),
    places,
    rarity,
    literals: literalsOf(bundle, onset, sayings),
    hasDeploys: bundle.changes.some(isCarrier),
  };
  const outside = outsideOf(scene, notebook);
  const judged = candidatesOf(bundle.changes).map((carried) => judge(carried, scene));
  const scores = posterior(
    judged.map(({ features }) => features),
    outside[0]?.strength ?? 0,
  );
  const weighed = judged.map((one, at) => ({ ...one, score: scores[at] ?? 0 }));
  return {
    scene,
    outside,
    judged: weighed.toSorted(
      (one, other) => other.score - one.score || other.change.at - one.change.at || (one.change.id < other.change.id ? -1 : 1),
    ),
  };
}

/** What may have done it: a deploy stands for the commits that it carries, where these are known. */
function candidatesOf(changes: readonly Change[]): Carried[] {
  const carried = carriersOf(changes);
  const carrying = new Set(carried.flatMap(({ deploys }) => deploys));
  return carried.filter(({ change }) => !carrying.has(change));
}
