"use client";

import { useIsHydrated } from "#components/ui/use-now.ts";

/** The zone of whoever looks; UTC while the page is as the server sent it. */
export function useViewerZone(): string {
  return useIsHydrated() ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
}
