import type { ChangePointAnswer, SuspectChange, TemplateAnswer } from "./answer.ts";
import type { Bundle } from "./bundle.ts";
import { changes } from "./changes/detect-changes.ts";
import type { Clue } from "./clue.ts";
import type { Frame } from "./frame.ts";
import type { Notebook } from "./notebook.ts";

export type Finding = { clues: Clue[]; changePoints?: ChangePointAnswer[]; templates?: TemplateAnswer[]; suspectChanges?: SuspectChange[] };

/** Looks at one kind of evidence. Pure: same bundle and frame, same finding. `doing` says what it does, for the progress line. */
export type Detector = { name: string; doing: string; detect(bundle: Bundle, frame: Frame, notebook: Notebook): Finding };

/** All that look at the evidence, in the order in which evidence is numbered. */
export const DETECTORS: readonly Detector[] = [changes];
