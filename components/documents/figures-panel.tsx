"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { RailSection } from "#components/incidents/rail-section.tsx";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { RoomState } from "#lib/contracts/room.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { keyWith } from "#lib/trpc/key-with.ts";
import { FigureDetails, type ShownFigure } from "./figure-details.tsx";
import { StaleDocuments } from "./stale-documents.tsx";

const FigureHistory = deferred(() => import("./figure-history.tsx").then((module) => module.FigureHistory));

/** Shown before somebody asks for the rest; error budgets are, too. */
const SHOWN = ["impact_duration", "time_to_detect", "time_to_acknowledge", "time_to_mitigate", "time_to_resolve", "revenue_lost"];

/** The numbers of the incident, each with how it came about; and documents that say other numbers. */
export function FiguresPanel() {
  const trpc = useTRPC();
  const { room, rights } = useRoomView();
  const options = trpc.documents.figures.queryOptions({ reference: room.reference });
  // Read again whenever something that a figure is computed from has changed.
  const { data: figures = [] } = useQuery({
    ...options,
    queryKey: keyWith(options.queryKey, inputsOf(room)),
    placeholderData: keepPreviousData,
  });
  const post = useCommand(trpc.documents.postDeclaration.mutationOptions(), () => toast.done("The declaration is on the timeline"));
  const [isWhole, setWhole] = useState(false);
  const shown = figures.filter(({ name }) => isWhole || SHOWN.includes(name) || name.startsWith("error_budget"));
  const declaration = room.documents.find(({ kind }) => kind === "declaration");
  return (
    <RailSection
      title="Figures"
      action={
        rights.canWrite ? (
          <Button size="sm" variant="ghost" isPending={post.isPending} onClick={() => post.mutate({ reference: room.reference })}>
            {declaration ? "Post declaration anew" : "Post declaration"}
          </Button>
        ) : null
      }
    >
      <StaleDocuments documents={room.documents} figures={figures} />
      {shown.length === 0 ? <p className="text-12 text-ink-faint">None yet: they follow from times and impact.</p> : null}
      <ul className="grid">
        {shown.map((figure) => (
          <FigureLine key={figure.name} figure={figure} />
        ))}
      </ul>
      {figures.length > shown.length || isWhole ? (
        <Button size="sm" variant="ghost" onClick={() => setWhole(!isWhole)}>
          {isWhole ? "Show fewer figures" : moreWords(figures.length - shown.length)}
        </Button>
      ) : null}
    </RailSection>
  );
}

function FigureLine({ figure }: { figure: ShownFigure }) {
  return (
    <li className="flex min-h-7 items-center gap-2 text-13">
      <span className="min-w-0 flex-1 text-ink-soft [overflow-wrap:anywhere]">{figure.title}</span>
      <Popover
        label={`How ${figure.title} came about`}
        side="bottom"
        align="end"
        trigger={
          <button
            type="button"
            aria-label={`${figure.title}: ${figure.words}. How it came about`}
            className="rounded-sm px-1 font-mono text-12 tabular-nums underline decoration-line-strong decoration-dotted underline-offset-3 hover:bg-surface-hover pointer-coarse:min-h-11"
          >
            {figure.words}
            {figure.isOpen ? "…" : ""}
          </button>
        }
      >
        <div className="grid gap-2">
          <FigureDetails figure={figure} />
          <FigureHistory name={figure.name} title={figure.title} />
        </div>
      </Popover>
    </li>
  );
}

function moreWords(count: number): string {
  return count === 1 ? "1 more figure" : `${count} more figures`;
}

function inputsOf({ figures, intervals, timestamps, services }: RoomState): string {
  return JSON.stringify([figures, intervals, timestamps, services]);
}
