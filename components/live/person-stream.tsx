"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { connectionStore } from "./connection.ts";
import { openEventStream } from "./event-stream.ts";

/** The line of pages that show nothing else live: for notifications, and to leave when the session ends. The board and rooms have their own. */
export function PersonStream() {
  const hasOwn = usePathname().startsWith("/incidents");
  useEffect(() => {
    if (hasOwn) return;
    return openEventStream({
      url: () => "/api/live/me",
      after: null,
      events: { inbox: () => window.dispatchEvent(new Event("muster:inbox")), beat: () => undefined },
      onState: (state) => connectionStore.report(state),
    });
  }, [hasOwn]);
  return null;
}
