"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

/** Something exact behind a line: closed until somebody wants to see it. */
export function InputFold({ label, value }: { label: string; value: unknown }) {
  return (
    <Fold head={label}>
      <Json label={label} value={value} />
    </Fold>
  );
}

export function Fold({ head, children }: { head: ReactNode; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="grid min-w-0 gap-1.5">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex min-h-6 w-full min-w-0 items-center gap-1.5 rounded-md text-left text-12 text-ink-faint hover:text-ink pointer-coarse:min-h-11"
      >
        <ChevronRight size={13} aria-hidden className={`shrink-0 transition-transform ${isOpen ? "rotate-90" : ""}`} />
        {head}
      </button>
      {isOpen ? children : null}
    </div>
  );
}

/** Data as it was sent; never read as anything but text. */
export function Json({ label, value }: { label: string; value: unknown }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
    <section tabIndex={0} aria-label={label} className="max-h-64 overflow-auto rounded-md border border-line bg-surface-sunk px-2.5 py-2">
      <pre className="font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap text-ink-soft">
        {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
      </pre>
    </section>
  );
}
