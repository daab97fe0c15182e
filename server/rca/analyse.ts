import type { Analysis } from "./answer.ts";
import type { Bundle } from "./bundle.ts";
import { DETECTORS, type Detector } from "./detectors.ts";
import { frameOf } from "./frame.ts";
import { grounded } from "./graph/grounded.ts";
import type { GraphQuestion } from "./graph/rank-over-graph.ts";
import { impactOf } from "./impact.ts";
import { openNotebook } from "./notebook.ts";
import { questionOf, rankSuspects } from "./rank.ts";
import { shareTimes } from "./series/share-times.ts";
import { eachOnce } from "./told-twice.ts";
import { conclude } from "./verdict/conclude.ts";

export type Progress = (done: number, of: number, doing: string) => void;

/** The root cause analysis of a bundle. Pure and deterministic; `elapsedMs` is 0 here, whoever has a clock fills it in. `detectors`: which look; all unless an ablation wants fewer. */
export function analyse(given: Bundle, onProgress: Progress = () => undefined, detectors: readonly Detector[] = DETECTORS): Analysis {
  const bundle = prepared(given);
  const frame = frameOf(bundle);
  const notebook = openNotebook();
  const findings = detectors.map(({ doing, detect }, index) => {
    onProgress(index, detectors.length, doing);
    return detect(bundle, frame, notebook);
  });
  const clues = grounded(
    findings.flatMap((finding) => finding.clues),
    notebook.items(),
  );
  const suspects = rankSuspects(clues, bundle, frame);
  const impact = impactOf(bundle, frame, notebook);
  return conclude(bundle, frame, { findings, suspects, impact, notebook });
}

/** Series of one source on the same times, and each change once. */
const prepared = (given: Bundle): Bundle => ({ ...given, series: shareTimes(given.series), changes: eachOnce(given.changes) });

/** What the analysis of a bundle asks of the graph, for those who rank the same clues by other constants. */
export function questionIn(given: Bundle): GraphQuestion {
  const bundle = prepared(given);
  const frame = frameOf(bundle);
  const notebook = openNotebook();
  const clues = DETECTORS.flatMap(({ detect }) => detect(bundle, frame, notebook).clues);
  return questionOf(grounded(clues, notebook.items()), bundle, frame);
}
