import type { Figure } from "#lib/contracts/figures.ts";
import { inputName, inputValue } from "#lib/figure-input-words.ts";
import { utcTime } from "#lib/time.ts";

export type ShownFigure = Figure & { words: string; version: string };

const SOURCES: Record<Figure["source"], string> = {
  computed: "Computed from what is recorded",
  reported: "As somebody reported it",
  estimated: "Estimated from what is recorded",
};

/** How a figure came about: formula, inputs, until when it holds. */
export function FigureDetails({ figure: { title, words, source, formula, inputs, asOf, isOpen } }: { figure: ShownFigure }) {
  return (
    <div className="grid gap-2">
      <p className="font-semibold">
        {title}: <span className="font-mono tabular-nums">{words}</span>
      </p>
      <p className="text-12 text-ink-soft">
        {SOURCES[source]}: {formula}.
      </p>
      <dl className="grid gap-x-3 gap-y-0.5 text-12 sm:grid-cols-[auto_minmax(0,1fr)]">
        {inputs.map(({ name, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two stretches may be of one service.
          <div key={index} className="contents">
            <dt className="text-ink-faint">{inputName(name)}</dt>
            <dd className="font-mono [overflow-wrap:anywhere]">{inputValue(value)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-12 text-ink-faint">
        As of {utcTime(asOf)}
        {isOpen ? "; it still grows" : ""}
      </p>
    </div>
  );
}
