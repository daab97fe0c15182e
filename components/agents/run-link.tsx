"use client";

import Link from "next/link";
import type { MouseEvent, ReactNode } from "react";
import { askStore } from "./ask-store.ts";

/** Leads to a run: beside the present page, or at its own address where a new tab is asked for. */
export function RunLink({ id, children }: { id: string; children: ReactNode }) {
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    askStore.openRun(id);
  };
  return (
    <Link href={`/agents/runs/${id}`} onClick={open} className="text-accent-ink underline underline-offset-2">
      {children}
    </Link>
  );
}
