import { Fragment } from "react";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { CitedFigure } from "#lib/contracts/document.ts";
import { partsOf } from "#lib/contracts/document-parts.ts";
import { utcTime } from "#lib/time.ts";
import { InlineText } from "./inline-text.tsx";

/** A text of a document: inline Markdown, and figures that say how they came about. */
export function BlockText({ words, figures }: { words: string; figures: Record<string, CitedFigure> }) {
  return partsOf(words).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places.
    <Fragment key={index}>{typeof part === "string" ? <InlineText text={part} /> : <FigureWords figure={figures[part.figure]} />}</Fragment>
  ));
}

function FigureWords({ figure }: { figure: CitedFigure | undefined }) {
  if (!figure) return <span className="text-ink-faint">unknown</span>;
  return (
    <Tooltip
      text={
        <span>
          {figure.title}: {figure.formula}, as of {utcTime(figure.asOf)}
        </span>
      }
    >
      <button type="button" className="cursor-help rounded-sm bg-surface-sunk px-1 font-mono text-12 tabular-nums">
        {figure.words}
      </button>
    </Tooltip>
  );
}
