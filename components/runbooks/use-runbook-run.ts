"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { connectionStore } from "#components/live/connection.ts";
import { openEventStream } from "#components/live/event-stream.ts";
import type { RunEvent, RunView } from "#lib/contracts/runbook-run.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import { applyRunEvent } from "./apply-run-event.ts";

const READ_AGAIN_MS = 100;

/** A run, live: each event of its log is folded in once; approvals and the summary are read again when they may have changed. */
export function useRunbookRun(first: RunView): RunView {
  const client = useTRPCClient();
  const [view, setView] = useState(first);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { id } = first.run;
  const start = useRef(first.lastSeq);
  const readAgain = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      client.runbooks.run.query({ id }).then(
        (read) => setView((before) => (read.lastSeq >= before.lastSeq ? read : { ...before, approvals: read.approvals })),
        () => undefined,
      );
    }, READ_AGAIN_MS);
  }, [client, id]);
  useEffect(() => {
    const close = openEventStream({
      url: (seq) => `/api/v1/runbook-runs/${id}/events?after=${seq}`,
      after: start.current,
      events: {
        message: (data, seq) => {
          const event = data as RunEvent;
          if (seq !== null) setView((before) => applyRunEvent(before, { seq, data: event }));
          if (event.type !== "output") readAgain();
        },
        beat: () => undefined,
      },
      onState: (state) => connectionStore.report(state),
    });
    return () => {
      clearTimeout(timer.current);
      close();
    };
  }, [id, readAgain]);
  return view;
}
