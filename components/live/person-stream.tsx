"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { connectionStore } from "./connection.ts";
import { openEventStream } from "./event-stream.ts";

const WITH_THEIR_OWN = ["/incidents", "/now"];

/** The line of pages that show nothing else live: for notifications, and to leave when the session ends. The board, rooms and the Now queue have their own. */
export function PersonStream() {
  const path = usePathname();
  const hasOwn = WITH_THEIR_OWN.some((place) => path.startsWith(place));
  useEffect(() => {
    if (hasOwn) return;
    return openEventStream({
      url: () => "/api/live/me",
      after: null,
      events: {
        inbox: () => window.dispatchEvent(new Event("muster:inbox")),
        queue: () => window.dispatchEvent(new Event("muster:queue")),
        alerts: () => window.dispatchEvent(new Event("muster:alerts")),
        beat: () => undefined,
      },
      onState: (state) => {
        connectionStore.report(state);
        // What changed between reading the page and this moment was told to nobody.
        if (state === "open") window.dispatchEvent(new Event("muster:alerts"));
      },
    });
  }, [hasOwn]);
  return null;
}
