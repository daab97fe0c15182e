"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useDraft } from "#components/live/drafts.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";
import { ASK_DRAFT, askStore, type Request } from "./ask-store.ts";

/** A request on its way to the server: what was typed stays here and in this browser until a run has it. */
export function Starting({ request }: { request: Request }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { setText, clear } = useDraft(ASK_DRAFT);
  const start = useMutation({
    ...trpc.agents.start.mutationOptions(),
    onSuccess: ({ id }) => {
      clear();
      askStore.openRun(id);
      void client.invalidateQueries({ queryKey: trpc.agents.list.pathKey() });
    },
  });
  const isSent = useRef(false);
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    setText(request.prompt);
    start.mutate(request);
  }, [request, setText, start.mutate]);
  return (
    <div className="grid gap-4">
      <p className="rounded-lg bg-surface-sunk px-3 py-2.5 text-14 [overflow-wrap:anywhere] whitespace-pre-wrap" dir="auto">
        {request.prompt}
      </p>
      {start.error ? (
        <div role="alert">
          <Callout tone="bad" title="It was not asked">
            <p>{problemFrom(start.error).detail} What you typed is kept.</p>
            <div className="flex gap-2 pt-2">
              <Button variant="primary" onClick={() => start.mutate(request)}>
                Try again
              </Button>
              <Button onClick={() => askStore.openBar("ask", request.prompt)}>Edit</Button>
            </div>
          </Callout>
        </div>
      ) : (
        <p role="status" className="flex items-center gap-2 text-12 text-ink-faint">
          <Spinner size={12} />
          {start.failureCount > 0 ? "The server cannot be reached; trying again. What you typed is kept." : "Asking…"}
        </p>
      )}
    </div>
  );
}
