"use client";

import { useEffect, useRef } from "react";

const PARTS: Record<string, string> = {
  check: "Check",
  observe: "Observed",
  plan: "Would change",
  do: "Output",
  verify: "Verified",
  undo: "Roll back",
  watch: "Watched",
};

/** What a step's commands wrote, as it comes. It follows the end as long as the reader is there. */
export function StepOutput({ parts, isRunning }: { parts: { part: string; text: string }[]; isRunning: boolean }) {
  const box = useRef<HTMLElement>(null);
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  useEffect(() => {
    const element = box.current;
    if (element && isRunning && length > 0 && element.scrollHeight - element.scrollTop - element.clientHeight < 80)
      element.scrollTop = element.scrollHeight;
  }, [length, isRunning]);
  if (length === 0) return null;
  return (
    <details open={isRunning || undefined} className="text-12">
      <summary className="cursor-pointer text-ink-faint">Output</summary>
      <section
        ref={box}
        aria-label="Output"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it.
        tabIndex={0}
        className="mt-1 max-h-64 overflow-auto rounded-md bg-surface-sunk px-2.5 py-2 font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap text-ink-soft"
      >
        {parts.map(({ part, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts only come at the end.
          <span key={at}>
            {part === "do" ? null : <span className="text-ink-faint">{`${PARTS[part] ?? part}: `}</span>}
            {text.endsWith("\n") ? text : `${text}\n`}
          </span>
        ))}
      </section>
    </details>
  );
}
