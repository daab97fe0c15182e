"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { connectionStore } from "#components/live/connection.ts";
import { openEventStream } from "#components/live/event-stream.ts";
import { AFTER_ALL, isOver, type RunChunk, type RunView } from "#lib/contracts/agent.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import { openFold, type RunMessage } from "./fold-run.ts";
import { openQuestion } from "./run-words.ts";

/** A run as the server had it, with its message where somebody folded it already. */
export type FirstRun = { view: RunView; message: RunMessage };
type Standing = Pick<RunView, "run" | "proposals">;
export type LiveRun = Standing & { message: RunMessage; refresh: () => void };

/** Changes that come within this span are shown together. */
const GATHER_MS = 30;
const READ_AGAIN_MS = 120;
/** The question is in the log a moment before the run says that it waits. */
const NOT_YET_WAITING_MS = 400;
/** Words change nothing of how a run stands. */
const WORDS = /^(text-|start-step$)/;

/** A run, live: from the first view on, each chunk is folded in once, and how it stands is read again when that may have changed. */
export function useRun({ view, message: folded }: FirstRun): LiveRun {
  const { id } = view.run;
  const [message, setMessage] = useState(folded);
  const [standing, setStanding] = useState<Standing>(view);
  const refresh = useStanding(id, setStanding);
  const first = useRef(view);

  useEffect(() => {
    const { chunks, run, proposals } = first.current;
    const show = gathered(GATHER_MS, setMessage);
    const fold = openFold(show);
    fold.push(chunks);
    const isSettled = isOver(run.state) && proposals.every(({ state }) => state !== "open");
    const close = isSettled ? () => undefined : followRun(id, chunks.at(-1)?.seq ?? 0, fold.push, refresh);
    return () => {
      close();
      fold.close();
    };
  }, [id, refresh]);

  const isAskedEarly = openQuestion(message.parts) !== null && (standing.run.state === "running" || standing.run.state === "queued");
  useEffect(() => {
    if (!isAskedEarly) return;
    const timer = setInterval(refresh, NOT_YET_WAITING_MS);
    return () => clearInterval(timer);
  }, [isAskedEarly, refresh]);

  return { ...standing, message, refresh };
}

function followRun(id: string, after: number, push: (chunks: RunChunk[]) => void, refresh: () => void): () => void {
  const close = openEventStream({
    url: (seq) => `/api/v1/runs/${id}/events?until=decided&after=${seq}`,
    after,
    events: {
      message: (data, seq) => {
        const chunk = data as RunChunk["data"];
        if (seq !== null) push([{ seq, data: chunk }]);
        if (!WORDS.test(chunk.type)) refresh();
      },
      over: () => {
        close();
        refresh();
      },
      beat: () => undefined,
    },
    onState: (state) => connectionStore.report(state),
  });
  return close;
}

/** Reads how the run stands, without its transcript. */
function useStanding(id: string, onStanding: (standing: Standing) => void): () => void {
  const client = useTRPCClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      client.agents.read.query({ id, after: AFTER_ALL }).then(onStanding, () => undefined);
    }, READ_AGAIN_MS);
  }, [client, id, onStanding]);
}

/** Calls with the last value only, at most once in this span. */
function gathered<T>(ms: number, show: (value: T) => void): (value: T) => void {
  let waiting: { value: T } | null = null;
  return (value) => {
    const isFirst = waiting === null;
    waiting = { value };
    if (!isFirst) return;
    setTimeout(() => {
      const told = waiting;
      waiting = null;
      if (told) show(told.value);
    }, ms);
  };
}
