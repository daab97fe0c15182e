"use client";

import { useEffect, useRef } from "react";
import { connectionStore } from "#components/live/connection.ts";
import { openEventStream } from "#components/live/event-stream.ts";

/** Changes that come within this span are read together. */
const GATHER_MS = 400;

/** Calls `refresh` when the stream begins, and after anything changed in an incident, in one's inbox or in what one is to decide. */
export function useQueueEvents(refresh: () => void): void {
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        latest.current();
      }, GATHER_MS);
    };
    const close = openEventStream({
      url: () => "/api/live/board",
      after: null,
      events: {
        ready: soon,
        incident: soon,
        inbox: () => {
          window.dispatchEvent(new Event("muster:inbox"));
          soon();
        },
        queue: soon,
        beat: () => undefined,
      },
      onState: (state) => connectionStore.report(state),
    });
    return () => {
      clearTimeout(gathering);
      close();
    };
  }, []);
}
