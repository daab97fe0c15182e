import type { SuspectChange } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Finding } from "../detectors.ts";
import type { Frame } from "../frame.ts";
import type { Notebook } from "../notebook.ts";
import { isCarrier } from "./carriers.ts";
import { combined, features, type Judgement, type Scene } from "./features.ts";
import { either } from "./numbers.ts";
import { onsetOf } from "./onset.ts";
import { outsideOf } from "./outside.ts";
import { placesOf } from "./places.ts";
import { sayingsOf } from "./sayings.ts";
import { rarityOf } from "./shared-words.ts";

export function sceneOf(bundle: Bundle, frame: Frame, notebook: Notebook): Scene {
  const onset = onsetOf(bundle, frame);
  const sayings = sayingsOf(bundle, frame, onset, notebook);
  const places = placesOf(bundle, frame, onset, sayings);
  return { bundle, frame, onset, sayings, places, rarity: rarityOf(bundle.changes, places.services), hasDeploys: bundle.changes.some(isCarrier) };
}

export function weigh(bundle: Bundle, frame: Frame, notebook: Notebook) {
  const scene = sceneOf(bundle, frame, notebook);
  const outside = outsideOf(scene, notebook);
  const judged = features(scene);
  return { scene, outside, judged };
}
export type { Finding, Judgement, SuspectChange };
export { combined, either };
