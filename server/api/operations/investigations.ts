import { z } from "zod";
import { Block } from "#lib/contracts/document.ts";
import { DecideHypothesis, ProposeHypothesis } from "#lib/contracts/hypothesis.ts";
import {
  EvidenceView,
  Investigate,
  InvestigationSummary,
  JudgeInvestigation,
  ListInvestigations,
  LogVolume,
  ReadEvidence,
  ReadInvestigation,
  ReadReport,
} from "#lib/contracts/investigation.ts";
import { ChangedWithId, operation } from "./define.ts";

/** The analyst's answer (design: HTTP and CLI interfaces), as `muster investigate --json` gives it. */
const Answer = z.looseObject({
  summary: z.string(),
  rootCause: z.looseObject({ service: z.string(), statement: z.string(), confidence: z.number(), sufficient: z.boolean() }),
  hypotheses: z.array(z.looseObject({ statement: z.string(), confidence: z.number() })),
});
const Investigation = z.object({
  investigation: InvestigationSummary,
  analysis: Answer.nullable(),
  report: z.array(Block),
  evidence: z.array(EvidenceView),
  logVolume: LogVolume.nullable(),
});

export const investigationOperations = [
  operation("investigate", {
    about:
      "Ask the rca-agent for the root cause, of an incident or of a question. Follow it at /runs/{runId}/events; read the report when it is done.",
    http: "POST /investigations",
    permission: "agent.run",
    risk: "write",
    calls: ["agents.start"],
    input: Investigate,
    output: z.object({ runId: z.string() }),
    status: 202,
    words: ["question"],
    example: { question: "Why does checkout fail?", reference: "" },
    run: async ({ api }, { question, reference }) => {
      const { id } = await api.agents.start({ agent: "rca-agent", prompt: question, incident: reference ?? null });
      return { runId: id };
    },
  }),
  operation("get_rca", {
    title: "Read the root cause analysis",
    about: "Read an incident's newest root cause analysis: answer, report as blocks and Markdown, and what was captured.",
    http: "GET /incidents/{reference}/rca",
    permission: "incident.read",
    risk: "read",
    calls: ["investigations.report"],
    input: ReadReport,
    output: Investigation.extend({ markdown: z.string() }),
    words: ["reference"],
    run: ({ api }, given) => api.investigations.report(given),
  }),
  operation("list_investigations", {
    about: "List investigations, newest first; of one incident if wanted, with cause, confidence and people's verdicts.",
    http: "GET /investigations",
    permission: "incident.read",
    risk: "read",
    calls: ["investigations.list"],
    input: ListInvestigations,
    output: z.object({ items: z.array(InvestigationSummary), nextCursor: z.string().nullable() }),
    run: ({ api }, given) => api.investigations.list(given),
  }),
  operation("get_investigation", {
    title: "Read an investigation",
    about: "Read an investigation: question, time, answer, report and captures.",
    http: "GET /investigations/{id}",
    permission: "incident.read",
    risk: "read",
    calls: ["investigations.read"],
    input: ReadInvestigation,
    output: Investigation,
    words: ["id"],
    example: { id: "investigation" },
    run: ({ api }, given) => api.investigations.read(given),
  }),
  operation("get_evidence", {
    title: "Read captured evidence",
    about: "Read one capture of an investigation by its number: source, query, time, SHA-256, and the captured files.",
    http: "GET /investigations/{id}/evidence/{n}",
    permission: "incident.read",
    risk: "read",
    calls: ["investigations.evidence"],
    input: ReadEvidence.extend({ n: z.coerce.number<number | string>().int().positive() }),
    output: EvidenceView.extend({ files: z.record(z.string(), z.string()) }),
    words: ["id", "n"],
    example: { id: "investigation", n: 1 },
    run: ({ api }, given) => api.investigations.evidence(given),
  }),
  operation("get_analyst_record", {
    title: "Read the analyst's record",
    about: "Read how right the analyst's answers were here, in people's judgement: how many were reported, judged, and each verdict's share.",
    http: "GET /analyst/record",
    permission: "incident.read",
    risk: "read",
    calls: ["investigations.record"],
    input: z.object({}),
    output: z.object({
      reported: z.number().int(),
      judged: z.number().int(),
      mean: z.number().nullable(),
      verdicts: z.record(z.string(), z.number()),
    }),
    run: ({ api }) => api.investigations.record(),
  }),
  operation("judge_investigation", {
    title: "Judge the analyst's answer",
    about:
      "Say how right the analyst's answer was, after the fact: right, one-hop-short, right-area or wrong. It is kept as the analyst's record here.",
    http: "PUT /investigations/{id}/verdict",
    permission: "incident.write",
    risk: "write",
    calls: ["investigations.judge"],
    input: JudgeInvestigation,
    output: z.object({ id: z.string() }),
    words: ["id", "verdict"],
    example: { id: "investigation", verdict: "right" },
    run: ({ api }, given) => api.investigations.judge(given),
  }),
  operation("propose_hypothesis", {
    title: "Add hypothesis",
    about: "Add an explanation of an incident to its hypotheses; it stands untested until somebody judges it.",
    http: "POST /incidents/{reference}/hypotheses",
    permission: "incident.write",
    risk: "write",
    calls: ["investigations.propose"],
    input: ProposeHypothesis,
    output: ChangedWithId,
    status: 201,
    words: ["reference", "statement"],
    example: { reference: "", statement: "The connection pool leaks" },
    run: ({ api }, given) => api.investigations.propose(given),
  }),
  operation("decide_hypothesis", {
    title: "Decide on a hypothesis",
    about: "Support, refute, accept as root cause, withdraw or take up again one of an incident's hypotheses.",
    http: "PUT /incidents/{reference}/hypotheses/{id}",
    permission: "incident.write",
    risk: "write",
    calls: ["investigations.decide"],
    input: DecideHypothesis,
    output: ChangedWithId,
    words: ["reference", "id", "decision"],
    example: { reference: "", id: "hypothesis", decision: "accepted" },
    run: ({ api }, given) => api.investigations.decide(given),
  }),
] as const;
