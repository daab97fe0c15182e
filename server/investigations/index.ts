export { findInvestigation } from "./access.ts";
export { readAnalystRecord } from "./analyst-record.ts";
export { type Aim, askSystem, type SystemAnswer, type Told } from "./ask-system.ts";
export { type Capture, keepCaptures, type StoredCapture } from "./captures.ts";
export { concludeInvestigation } from "./conclude.ts";
export { examineEvidence, LOOKS, type Seen } from "./examine.ts";
export { decideHypothesis, proposeHypothesis } from "./hypotheses.ts";
export { judgeInvestigation } from "./judge-investigation.ts";
export { type Opened, openInvestigation } from "./open-investigation.ts";
export {
  type InvestigationView,
  listInvestigations,
  newestAnalysis,
  type Report,
  readEvidence,
  readInvestigation,
  readReport,
} from "./read-investigation.ts";
export { connectEvidence, type EvidenceSource, evidenceSources, type Gathered, gatherEvidence } from "./sources.ts";
export type { SentFile } from "./upload/unpack.ts";
export { type Uploaded, uploadEvidence } from "./upload/upload-evidence.ts";
