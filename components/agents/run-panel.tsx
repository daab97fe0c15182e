"use client";

import { useQuery } from "@tanstack/react-query";
import { Maximize2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";
import { askStore, type Panel } from "./ask-store.ts";
import { EMPTY } from "./fold-run.ts";
import { RunView } from "./run-view.tsx";
import { agentLabel } from "./run-words.ts";
import { Starting } from "./starting.tsx";

/** A run beside the page it was asked from. Closing it does not end the run. */
export function RunPanel({ panel }: { panel: Panel }) {
  return "request" in panel ? (
    <Sheet isOpen size="lg" title={agentLabel(panel.request.agent)} onClose={askStore.closePanel}>
      <Starting key={panel.request.prompt} request={panel.request} />
    </Sheet>
  ) : (
    <LoadedRun key={panel.run} id={panel.run} />
  );
}

function LoadedRun({ id }: { id: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { data, error } = useQuery({ ...trpc.agents.read.queryOptions({ id }), staleTime: 0, gcTime: 0 });
  const openPage = () => {
    askStore.closePanel();
    router.push(`/agents/runs/${id}`);
  };
  return (
    <Sheet
      isOpen
      size="lg"
      title={data ? agentLabel(data.run.agent) : "Run"}
      action={<IconButton label="Open as a page" icon={<Maximize2 size={14} />} onClick={openPage} />}
      onClose={askStore.closePanel}
    >
      {data ? (
        <RunView first={{ view: data, message: EMPTY }} place="panel" />
      ) : error ? (
        <NotRead reason={problemFrom(error).detail} />
      ) : (
        <Skeleton rows={5} />
      )}
    </Sheet>
  );
}

function NotRead({ reason }: { reason: string }) {
  return <ErrorState title="This run cannot be shown">{reason}</ErrorState>;
}
