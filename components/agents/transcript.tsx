"use client";

import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Blocks } from "#components/blocks/blocks.tsx";
import { CitedEntry, CitedIncident } from "#components/blocks/cited-entry.tsx";
import { EvidenceChip } from "#components/blocks/evidence-chip.tsx";
import { Markdown } from "#components/timeline/markdown.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { isOver, type ProposalView } from "#lib/contracts/agent.ts";
import type { Block } from "#lib/contracts/document.ts";
import type { RunPart } from "./fold-run.ts";
import { ProposalCard } from "./proposal-card.tsx";
import { Question } from "./question-form.tsx";
import { ASK_BACK, proposalOf } from "./run-words.ts";
import { ToolCard } from "./tool-card.tsx";
import { untilSummary } from "./until-summary.ts";
import type { LiveRun } from "./use-run.ts";

/** Everything of a run in its order: words, blocks, what was read, what was asked, what is proposed. `isBesideReport`: without what a report there shows. */
export function Transcript({ live, isBesideReport = false }: { live: LiveRun; isBesideReport?: boolean }) {
  const parts = isBesideReport ? untilSummary(live.message.parts) : live.message.parts;
  return parts.map((part, index) => {
    const blocks = blocksFrom(parts, index);
    // biome-ignore lint/suspicious/noArrayIndexKey: parts keep their places; a step that is taken back takes its last ones along.
    return blocks ? <Card key={index} blocks={blocks} /> : <Part key={index} part={part} live={live} />;
  });
}

/** Blocks that follow each other are one document, shown where the first of them stands. */
function blocksFrom(parts: readonly RunPart[], at: number): Block[] | null {
  if (parts[at]?.type !== "data-block") return null;
  if (parts[at - 1]?.type === "data-block") return [];
  const end = parts.findIndex(({ type }, index) => index > at && type !== "data-block");
  return parts.slice(at, end < 0 ? undefined : end).flatMap((part) => (part.type === "data-block" ? [part.data] : []));
}

function Card({ blocks }: { blocks: Block[] }) {
  if (blocks.length === 0) return null;
  return (
    <div className="grid gap-2 rounded-lg border border-line bg-surface-raised px-3 py-2.5 text-13">
      <CitedIncident reference={subjectOf(blocks)}>
        <Blocks blocks={blocks} figures={NO_FIGURES} />
      </CitedIncident>
    </div>
  );
}

/** The incident that the headings of a document name, which may be another than the one it was asked in. */
function subjectOf(blocks: readonly Block[]): string | null {
  return blocks.flatMap((block) => (block.kind === "heading" ? (/\bINC-\d{4}-\d{4}-\d{3,}\b/.exec(block.text) ?? []) : []))[0] ?? null;
}

function Part({ part, live }: { part: RunPart; live: LiveRun }) {
  const { run, proposals, refresh } = live;
  switch (part.type) {
    case "text":
      return part.text.trim() === "" ? null : <Markdown text={part.text} cites={Cite} />;
    case "data-note":
      return <Callout tone={part.data.tone === "warn" ? "warn" : "neutral"}>{part.data.text}</Callout>;
    case "data-personal":
      return (
        <p className="flex items-center gap-1.5 text-12 text-ink-soft">
          <Lock size={12} aria-hidden />
          It read a private incident: from here on only <bdi>{run.askedBy.name}</bdi> can read this run.
        </p>
      );
    case "data-proposal": {
      const proposal = proposals.find(({ id }) => id === part.data.id);
      return proposal ? <ProposalCard proposal={proposal} onDecided={refresh} hasKeys={proposal === firstOpen(live)} /> : null;
    }
    case "dynamic-tool":
      if (part.toolName === ASK_BACK) return <Question part={part} run={run} onAnswered={refresh} />;
      return proposalOf(part) ? null : <ToolCard part={part} isOver={isOver(run.state)} />;
    default:
      return null;
  }
}

/** The one that keys decide: what was proposed first and still waits. */
function firstOpen({ message, proposals }: LiveRun): ProposalView | undefined {
  const ids = message.parts.flatMap((part) => (part.type === "data-proposal" ? [part.data.id] : []));
  return ids.map((id) => proposals.find((proposal) => proposal.id === id)).find((proposal) => proposal?.state === "open");
}

/** Evidence or an entry of the timeline that the words name. */
function Cite({ children }: { children?: ReactNode }) {
  const id = String(children);
  return id.startsWith("#") ? <CitedEntry seq={id.slice(1)} /> : <EvidenceChip id={id} />;
}

const NO_FIGURES = {};
