"use client";

import { WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { connectionStore } from "./connection.ts";

/** Says that the line is lost and what waits, instead of silence. */
export function ConnectionBanner() {
  const { status, waiting } = useSyncExternalStore(connectionStore.subscribe, connectionStore.read, connectionStore.readOnServer);
  const words = waiting === 0 ? "" : `; ${waiting} ${waiting === 1 ? "change" : "changes"} waiting`;
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-2 z-50 flex justify-center">
      {status === "retrying" ? (
        <p className="flex items-center gap-2 rounded-full border border-warn bg-warn-soft px-3 py-1 text-12 font-medium text-warn shadow-float">
          <WifiOff size={13} aria-hidden /> Connection lost, retrying{words}
        </p>
      ) : null}
    </div>
  );
}
