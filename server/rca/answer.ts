/**
 * What an analysis says: the outward answer of `muster investigate --json` (design: HTTP and CLI interfaces). Instants are RFC 3339 in UTC, shares and
 * scores run from 0 to 1. Each statement names the evidence that it stands on by id; one without is marked by an empty list and says so in words.
 */
export type Analysis = {
  summary: string;
  rootCause: RootCause;
  ranked: Ranked[];
  changePoints: ChangePointAnswer[];
  templates: TemplateAnswer[];
  suspectChanges: SuspectChange[];
  hypotheses: Hypothesis[];
  fiveWhys: Why[];
  contributingFactors: Statement[];
  /** Why nothing and nobody saw it earlier. */
  notCaught: Statement[];
  impact: Statement[];
  recommendations: Recommendation[];
  similar: SimilarIncident[];
  /** What would settle the question, when the evidence does not. */
  wouldSettle: string[];
  timeline: TimelineLine[];
  evidence: EvidenceItem[];
  warnings: string[];
  /** Of the analysis itself, without the reading of files. */
  elapsedMs: number;
};

export type Statement = { text: string; evidence: string[] };

/** `service` may also be `node/<name>` or `namespace/<name>`. `sufficient: false`: no cause is claimed, the statement says what is missing. */
export type RootCause = {
  service: string;
  metric?: string;
  signature?: string;
  statement: string;
  confidence: number;
  sufficient: boolean;
  evidence: string[];
};

export type Ranked = { service: string; metric?: string; signature?: string; score: number };

export type ChangePointAnswer = {
  service: string;
  metric: string;
  at: string;
  direction: "up" | "down";
  /** Size of the shift in robust standard deviations of the calm before. */
  magnitude: number;
  score: number;
};

/** `before` and `after`: lines a minute. */
export type TemplateAnswer = { template: string; service: string; before: number; after: number; score: number };

/** From 0.5 on it is an accusation. */
export type SuspectChange = {
  id: string;
  title: string;
  link: string | null;
  service: string | null;
  score: number;
  reasons: string[];
  evidence: string[];
};

export type HypothesisResult = "supported" | "refuted" | "untested";

/** `test`: the check that tells this hypothesis from its rivals; `result` what it gave on this evidence. */
export type Hypothesis = {
  statement: string;
  service: string;
  signature?: string;
  for: Statement[];
  against: Statement[];
  test: string;
  result: HypothesisResult;
  resultWords: string;
  confidence: number;
};

/** `because` is “not established” where nothing shows it; then `evidence` is empty. */
export type Why = { why: string; because: string; evidence: string[] };

export const HORIZONS = ["immediate", "short", "medium", "long"] as const;
export type Horizon = (typeof HORIZONS)[number];
export type Recommendation = { horizon: Horizon; text: string; evidence: string[] };

export type SimilarIncident = { reference: string; title: string; score: number; why: string };

/** `offset`: minutes to the beginning of the incident, negative before it. */
export type TimelineLine = { at: string; offset: number; text: string; evidence: string[] };

export type EvidenceKind = "series" | "logs" | "spans" | "change" | "object" | "event" | "output" | "alert" | "graph";

/** What was seen, as short as it can be shown: `excerpt` holds the lines or figures themselves, `points` a series around the change for a chart. */
export type EvidenceItem = {
  id: string;
  kind: EvidenceKind;
  /** Where it comes from: a file of the bundle, a series, a command. */
  source: string;
  title: string;
  excerpt: string;
  at?: string;
  points?: { from: string; stepMs: number; values: (number | null)[]; changeAt?: string };
};
