import type { ChangePointAnswer, SuspectChange, TemplateAnswer } from "./answer.ts";
import type { Bundle } from "./bundle.ts";
import { changes } from "./changes/detect-changes.ts";
import type { Clue } from "./clue.ts";
import { clusterDetector } from "./cluster/detect.ts";
import type { Frame } from "./frame.ts";
import { detectLogs } from "./logs/detect-logs.ts";
import type { Notebook } from "./notebook.ts";
import { detectSeries } from "./series/detect-series.ts";
import { detectSpans } from "./spans/detect-spans.ts";

export type Finding = { clues: Clue[]; changePoints?: ChangePointAnswer[]; templates?: TemplateAnswer[]; suspectChanges?: SuspectChange[] };

/** Looks at one kind of evidence. Pure: same bundle and frame, same finding. `doing` says what it does, for the progress line. */
export type Detector = { name: string; doing: string; detect(bundle: Bundle, frame: Frame, notebook: Notebook): Finding };

/** All that look at the evidence, in the order in which evidence is numbered. */
export const DETECTORS: readonly Detector[] = [
  clusterDetector,
  { name: "series", doing: "Holding metrics against their calm", detect: detectSeries },
  { name: "logs", doing: "Reading the log templates", detect: detectLogs },
  { name: "spans", doing: "Comparing requests before and after", detect: detectSpans },
  changes,
];
