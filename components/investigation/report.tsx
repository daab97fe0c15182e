"use client";

import { Download, FileCheck2 } from "lucide-react";
import { useState } from "react";
import { Blocks } from "#components/blocks/blocks.tsx";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Block } from "#lib/contracts/document.ts";
import { rankHypotheses } from "#lib/contracts/hypothesis.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { problemFrom, useTRPCClient } from "#lib/trpc/client.tsx";
import type { InvestigationView } from "#lib/trpc/outputs.ts";
import { Captures } from "./captures.tsx";
import { EvidenceList } from "./evidence-list.tsx";
import { useDecide } from "./hypotheses-board.tsx";
import { confidenceWords } from "./hypothesis-words.ts";
import { saveFile } from "./save-file.ts";
import { VerdictForm } from "./verdict-form.tsx";

/** These stand beside the report already, as a board and as lists that open. */
const BESIDE = ["Hypotheses", "Evidence"];

/** The report of the newest investigation: each statement with the evidence that it stands on. */
export function Report({ view }: { view: InvestigationView }) {
  const { room, rights } = useRoomView();
  const { investigation, analysis, report, evidence } = view;
  if (!analysis) return null;
  const { sufficient, confidence } = analysis.rootCause;
  return (
    <section id="report" aria-label="Report" className="scroll-mt-40 grid min-w-0 grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="text-14 font-semibold">Report</h2>
        <Chip tone={sufficient ? "good" : "warn"}>
          {sufficient ? `cause named, ${confidenceWords(confidence)}` : "not enough evidence to name a cause"}
        </Chip>
        <span className="flex-1 text-12 text-ink-faint">{investigation.reportedAt ? <TimeText at={investigation.reportedAt} /> : null}</span>
        {rights.canWrite ? <AcceptCause investigation={investigation.id} /> : null}
        <ExportButton reference={room.reference} />
      </div>
      <div className="grid max-w-4xl min-w-0 gap-2 text-13 leading-[22px]">
        <Blocks blocks={without(report, BESIDE)} figures={NO_FIGURES} />
      </div>
      <EvidenceList items={analysis.evidence} captures={evidence} />
      <Captures investigation={investigation.id} reference={room.reference} captures={evidence} />
      {isActivePhase(room.phase) ? (
        <p className="text-12 text-ink-faint">When the incident is resolved, people say here how right the analyst was.</p>
      ) : (
        <VerdictForm investigation={investigation} canWrite={rights.canWrite} />
      )}
    </section>
  );
}

const NO_FIGURES = {};

/** A report without the sections under these headings. Pure. */
export function without(report: readonly Block[], headings: readonly string[]): Block[] {
  let isLeftOut = false;
  return report.filter((block) => {
    if (block.kind === "heading") isLeftOut = headings.includes(block.text);
    return !isLeftOut;
  });
}

/** Accepts the likeliest explanation of this report; not there once one is accepted. */
function AcceptCause({ investigation }: { investigation: string }) {
  const { room } = useRoomView();
  const { decide, isPending } = useDecide(room.reference);
  if (room.hypotheses.some(({ state }) => state === "accepted")) return null;
  const likeliest = rankHypotheses(room.hypotheses).find(
    (one) => one.investigation === investigation && one.state !== "refuted" && one.state !== "withdrawn",
  );
  if (!likeliest) return null;
  return (
    <Button icon={<FileCheck2 size={14} aria-hidden />} isPending={isPending} onClick={() => decide(likeliest, "accepted")}>
      Accept its root cause
    </Button>
  );
}

function ExportButton({ reference }: { reference: string }) {
  const client = useTRPCClient();
  const [isPending, setPending] = useState(false);
  const save = async () => {
    setPending(true);
    try {
      const { markdown } = await client.investigations.report.query({ reference });
      saveFile(`${reference}-root-cause.md`, markdown, "text/markdown");
    } catch (error) {
      toast.failed(problemFrom(error).detail);
    }
    setPending(false);
  };
  return (
    <Button icon={<Download size={14} aria-hidden />} isPending={isPending} onClick={() => void save()}>
      Export Markdown
    </Button>
  );
}
