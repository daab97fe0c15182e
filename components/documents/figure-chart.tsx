import type { ShownVersion } from "#lib/contracts/figure-history.ts";
import { figureLines } from "#lib/figure-lines.ts";

const SIZE = { width: 316, height: 48 };
const EDGE = 3;

/** The course of a figure, from its first version to now. The list below it says the same in words. */
export function FigureChart({ versions, title }: { versions: ShownVersion[]; title: string }) {
  const lines = figureLines(versions, SIZE);
  return (
    <svg
      role="img"
      aria-label={`${title} over time`}
      viewBox={`${-EDGE} ${-EDGE} ${SIZE.width + 2 * EDGE} ${SIZE.height + 2 * EDGE}`}
      className="w-full rounded-md border border-line bg-surface text-accent"
    >
      <line x1={0} y1={SIZE.height} x2={SIZE.width} y2={SIZE.height} className="stroke-line" strokeWidth={1} />
      {lines.map(({ x1, y1, x2, y2 }, index) => {
        const before = lines[index - 1];
        return (
          <g key={`${x1} ${y1}`} stroke="currentColor" strokeWidth={1.5} strokeLinecap="round">
            {before?.x2 === x1 ? <line x1={x1} y1={before.y2} x2={x1} y2={y1} strokeDasharray="2 3" strokeOpacity={0.6} /> : null}
            <line x1={x1} y1={y1} x2={Math.max(x2, x1 + 0.1)} y2={y2} />
            <circle cx={x1} cy={y1} r={2} fill="currentColor" stroke="none" />
          </g>
        );
      })}
    </svg>
  );
}
