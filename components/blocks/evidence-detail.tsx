"use client";

import type { EvidenceItem } from "#lib/trpc/outputs.ts";
import { BlockChart } from "./block-chart.tsx";
import { type Cited, capturesFor } from "./evidence-context.tsx";

/** One thing that was seen: the chart with its shift, or the lines themselves; and which captures it comes from. */
export function EvidenceDetail({ item, cited }: { item: EvidenceItem; cited: Cited }) {
  const { id, title, source, excerpt, points } = item;
  const captures = capturesFor(item, cited.captures);
  return (
    <div className="grid min-w-0 grid-cols-1 gap-2">
      <p className="[overflow-wrap:anywhere]">
        <span className="font-mono text-12 text-ink-faint">{id}</span> <bdi className="font-medium">{title}</bdi>
      </p>
      {points ? (
        <BlockChart
          chart={{
            kind: "chart",
            title: source,
            evidence: "",
            from: points.from,
            stepMs: points.stepMs,
            values: points.values,
            changeAt: points.changeAt ?? null,
          }}
        />
      ) : null}
      {excerpt.trim() === "" ? null : (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
          tabIndex={0}
          className="max-h-52 overflow-auto rounded-md border border-line bg-surface-sunk px-2.5 py-2 font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap text-ink-soft"
        >
          {excerpt}
        </pre>
      )}
      <p className="text-12 text-ink-soft">
        From <bdi>{source}</bdi>
        {captures.length > 0 ? (
          <>
            , captured as{" "}
            {captures.slice(0, 4).map(({ n, title: name }, index) => (
              <span key={n}>
                {index > 0 ? ", " : null}
                <a href={`#capture-${n}`} title={name} className="font-mono text-accent-ink underline underline-offset-2">
                  C{n}
                </a>
              </span>
            ))}
            {captures.length > 4 ? ` and ${captures.length - 4} more` : null}
          </>
        ) : null}
      </p>
    </div>
  );
}
