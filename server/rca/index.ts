export { analyse, type Progress } from "./analyse.ts";
export type { Analysis, EvidenceItem, Statement } from "./answer.ts";
export type { Alert, Bundle, Change, ClusterObject, Edge, IncidentBrief, Output, PastIncident, Series, Span, Symptom } from "./bundle.ts";
export { DETECTORS } from "./detectors.ts";
export { type LogLine, openLogDigest } from "./logs/open-digest.ts";
export { reportBlocks } from "./report/blocks.ts";
export { reportMarkdown } from "./report/markdown.ts";
export { shiftsOf } from "./series/shifts.ts";
export { offsetOf, percentOf } from "./words.ts";
