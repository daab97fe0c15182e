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

/** A run beside the page it was asked from: one sheet from the request on, so that it neither moves nor misses a key. Closing it does not end the run. */
export function RunPanel({ panel }: { panel: Panel }) {
  const trpc = useTRPC();
  const id = "run" in panel ? panel.run : "";
  const { data, error } = useQuery({ ...trpc.agents.read.queryOptions({ id }), enabled: id !== "", staleTime: 0, gcTime: 0 });
  const agent = "request" in panel ? panel.request.agent : data?.run.agent;
  return (
    <Sheet
      isOpen
      size="lg"
      title={agent ? agentLabel(agent) : "Run"}
      action={id === "" ? undefined : <OpenAsPage id={id} />}
      onClose={askStore.closePanel}
    >
      {"request" in panel ? (
        <Starting key={panel.request.prompt} request={panel.request} />
      ) : data ? (
        <RunView key={id} first={{ view: data, message: EMPTY }} place="panel" />
      ) : error ? (
        <ErrorState title="This run cannot be shown">{problemFrom(error).detail}</ErrorState>
      ) : (
        <Skeleton rows={5} />
      )}
    </Sheet>
  );
}

function OpenAsPage({ id }: { id: string }) {
  const router = useRouter();
  const openPage = () => {
    askStore.closePanel();
    router.push(`/agents/runs/${id}`);
  };
  return <IconButton label="Open as a page" icon={<Maximize2 size={14} />} onClick={openPage} />;
}
