"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { deferred } from "#components/ui/deferred.tsx";
import type { IncidentDocument } from "#lib/contracts/document.ts";

const DocumentView = deferred(() => import("./document-view.tsx").then((module) => module.DocumentView));

/** A document on the timeline: one line until somebody opens it. */
export function DocumentFold({ document }: { document: IncidentDocument }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="mt-0.5 rounded-md border border-line bg-surface-raised">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex min-h-8 w-full items-center gap-2 px-3 py-1 text-left text-13 text-ink-soft pointer-coarse:min-h-11"
      >
        <ChevronRight size={13} aria-hidden className={`shrink-0 text-ink-faint transition-transform ${isOpen ? "rotate-90" : ""}`} />
        {isOpen ? "Close" : "Read"} the document
      </button>
      {isOpen ? <DocumentView document={document} /> : null}
    </div>
  );
}
