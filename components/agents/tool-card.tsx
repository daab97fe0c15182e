"use client";

import { AlertTriangle, Check } from "lucide-react";
import { Spinner } from "#components/ui/spinner.tsx";
import { Fold, Json } from "./json-fold.tsx";
import { type ToolPart, toolTitle } from "./run-words.ts";

/** One call of a tool: what was read and how it went; open, exactly what was asked and answered. */
export function ToolCard({ part, isOver }: { part: ToolPart; isOver: boolean }) {
  const isDone = part.state === "output-available";
  const isFailed = part.state === "output-error";
  const words = isFailed ? "failed" : isDone ? "done" : isOver ? "not finished" : "at work";
  return (
    <div className="rounded-md border border-line bg-surface px-2.5 py-1">
      <Fold
        head={
          <>
            <span className="min-w-0 flex-1 truncate text-13 text-ink-soft">{part.title ?? toolTitle(part.toolName)}</span>
            <span className={`flex items-center gap-1 ${isFailed ? "text-bad" : ""}`}>
              {isFailed ? <AlertTriangle size={12} aria-hidden /> : isDone ? <Check size={12} aria-hidden /> : isOver ? null : <Spinner size={12} />}
              {words}
            </span>
          </>
        }
      >
        <div className="grid gap-1.5 pb-1.5">
          <p className="text-12 text-ink-soft">
            <span className="font-medium">Asked</span> <span className="font-mono text-ink-faint">{part.toolName}</span>
          </p>
          <Json label={`What ${part.toolName} was asked`} value={part.input ?? {}} />
          {isFailed ? (
            <>
              <p className="text-12 font-medium text-ink-soft">Refused</p>
              <Json label={`Why ${part.toolName} failed`} value={part.errorText} />
            </>
          ) : null}
          {isDone ? (
            <>
              <p className="text-12 font-medium text-ink-soft">Answered</p>
              <Json label={`What ${part.toolName} answered`} value={part.output} />
            </>
          ) : null}
        </div>
      </Fold>
      {isFailed ? <p className="line-clamp-2 pb-1 pl-5 text-12 [overflow-wrap:anywhere] text-bad">{part.errorText}</p> : null}
    </div>
  );
}
