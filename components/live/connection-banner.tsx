"use client";

import { WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { connectionStore } from "./connection.ts";

/** Says that the line is lost and what waits, instead of silence. */
export function ConnectionBanner() {
  const { status, waiting } = useSyncExternalStore(connectionStore.subscribe, connectionStore.read, connectionStore.readOnServer);
  const words = waiting === 0 ? "" : `; ${waiting} ${waiting === 1 ? "change" : "changes"} waiting`;
  return (
    <div role="status" className="sticky top-0 z-header">
      {status === "retrying" ? (
        <p
          id="connection-lost"
          className="flex h-8 items-center justify-center gap-2 border-b border-warn/40 bg-warn-soft px-3 text-12 font-medium text-warn"
        >
          <WifiOff size={13} aria-hidden /> Connection lost, retrying{words}
        </p>
      ) : null}
    </div>
  );
}
