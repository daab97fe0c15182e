import { z } from "zod";
import { Actor, PersonRef } from "./actor.ts";
import { Reference, Uuid } from "./ids.ts";
import { page } from "./page.ts";
import { Instant, optionalLineOf, textOf } from "./text.ts";

/** What was looked at, by the kind of thing. An `answer` is what a model asked a system itself: kept and cited, and no sample that the analyst counts in. */
export const EVIDENCE_KINDS = [
  "series",
  "logs",
  "spans",
  "change",
  "object",
  "event",
  "output",
  "alert",
  "graph",
  "incident",
  "past",
  "answer",
] as const;
export const EvidenceKind = z.enum(EVIDENCE_KINDS);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** Files of an evidence bundle (design: HTTP and CLI interfaces). Every capture is kept in the form of one of them. */
export const BUNDLE_FILES = {
  "incident.json": "incident",
  "metrics.csv": "series",
  "series.json": "series",
  "logs.jsonl": "logs",
  "spans.jsonl": "spans",
  "changes.json": "change",
  "graph.json": "graph",
  "kubernetes.json": "object",
  "alerts.json": "alert",
  "outputs.jsonl": "output",
  "past.json": "past",
} as const satisfies Record<string, EvidenceKind>;
export type BundleFile = keyof typeof BUNDLE_FILES;

/** `from` and `to`: the time to look at; by default from an hour before the incident began to now. `services` by name or id. */
export const Investigate = z.object({
  question: textOf(4_000, "The question"),
  reference: Reference.nullish(),
});
/** `service`: whose lines and figures they are, where the files do not say; by default their names tell. */
export const UploadEvidence = z.object({ reference: Reference, service: optionalLineOf(100, "The service").default("") });
/** Under this question stands what people uploaded for an incident, until a run looks at it. */
export const UPLOADS = "Uploaded evidence";

export const ReadInvestigation = z.object({ id: Uuid });
export const ListInvestigations = z.object({ reference: Reference.optional(), ...page });
export const ReadEvidence = z.object({ id: Uuid, n: z.number().int().positive() });
export const ReadReport = z.object({ reference: Reference });

/** How right the analyst was, in a person's judgement after the fact. */
export const VERDICTS = { right: 100, "one-hop-short": 65, "right-area": 35, wrong: 0 } as const;
export type Verdict = keyof typeof VERDICTS;
export const JudgeInvestigation = z.object({
  id: Uuid,
  verdict: z.enum(Object.keys(VERDICTS) as [Verdict, ...Verdict[]]),
  note: optionalLineOf(1_000, "The note").default(""),
});

/** One capture: what a source gave for one query, kept as it came and never changed. `n` is its number in the investigation (C1, C2, …). */
export const EvidenceView = z.object({
  n: z.number().int(),
  kind: EvidenceKind,
  source: z.string(),
  title: z.string(),
  query: z.string(),
  file: z.string(),
  from: Instant.nullable(),
  to: Instant.nullable(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
  isTruncated: z.boolean(),
  capturedBy: Actor,
  capturedAt: Instant,
});
export type EvidenceView = z.infer<typeof EvidenceView>;

/** Log lines over time: of each level, then of each template that stands out. `counts`: lines in each step of `stepMs` from `from` on. */
export const LogVolume = z.object({
  from: Instant,
  stepMs: z.number().int(),
  lanes: z.array(z.object({ label: z.string(), level: z.enum(["error", "warning", "other"]).nullable(), counts: z.array(z.number()) })),
});
export type LogVolume = z.infer<typeof LogVolume>;

export const InvestigationState = z.enum(["open", "reported"]);

export const InvestigationSummary = z.object({
  id: Uuid,
  run: Uuid.nullable(),
  incident: z.object({ reference: z.string(), title: z.string() }).nullable(),
  question: z.string(),
  state: InvestigationState,
  from: Instant,
  to: Instant,
  services: z.array(z.string()),
  askedBy: PersonRef,
  cause: z.string().nullable(),
  confidence: z.number().nullable(),
  isSufficient: z.boolean().nullable(),
  verdict: z.object({ verdict: z.string(), score: z.number(), by: PersonRef, at: Instant, note: z.string() }).nullable(),
  createdAt: Instant,
  reportedAt: Instant.nullable(),
});
export type InvestigationSummary = z.infer<typeof InvestigationSummary>;

/** How right the analyst was so far: `mean` of the verdicts from 0 to 100, null while nobody judged. */
export type AnalystRecord = { reported: number; judged: number; mean: number | null; verdicts: Record<Verdict, number> };
