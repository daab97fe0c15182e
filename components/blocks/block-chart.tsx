import type { Block } from "#lib/contracts/document.ts";

type Chart = Extract<Block, { kind: "chart" }>;

const [WIDTH, HEIGHT, PAD] = [600, 72, 4];

/** A series as one line, with its least and most, and a mark where it shifts. */
export function BlockChart({ chart }: { chart: Chart }) {
  const { title, values, changeAt, evidence } = chart;
  const known = values.flatMap((value) => value ?? []);
  if (known.length === 0) return <p className="text-12 text-ink-faint">{title}: no values in this time.</p>;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const change = changeAt ? xOf(chart, Date.parse(changeAt)) : null;
  const end = Date.parse(chart.from) + chart.stepMs * (values.length - 1);
  return (
    <figure className="min-w-0 rounded-md border border-line px-3 py-2">
      <figcaption className="flex items-baseline justify-between gap-3 text-12 text-ink-soft">
        <span className="min-w-0 [overflow-wrap:anywhere]">{title}</span>
        <span className="shrink-0 font-mono text-ink-faint">{evidence}</span>
      </figcaption>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}: from ${figure(least)} to ${figure(most)}${changeAt ? `, shifts at ${clock(changeAt)} UTC` : ""}`}
          className="h-18 w-full overflow-visible"
        >
          {change === null ? null : (
            <line x1={change} x2={change} y1={0} y2={HEIGHT} className="stroke-severity-1" strokeDasharray="3 3" vectorEffect="non-scaling-stroke" />
          )}
          {lines(chart, least, most).map((points) => (
            <polyline key={points} points={points} fill="none" className="stroke-accent" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
          ))}
        </svg>
        <div aria-hidden className="flex flex-col justify-between text-right font-mono text-12 text-ink-faint">
          <span>{figure(most)}</span>
          <span>{figure(least)}</span>
        </div>
      </div>
      <div aria-hidden className="flex justify-between font-mono text-12 text-ink-faint">
        <span>{clock(chart.from)}</span>
        {changeAt ? <span className="text-severity-1-ink">shifts at {clock(changeAt)}</span> : null}
        <span>{clock(new Date(end).toISOString())} UTC</span>
      </div>
    </figure>
  );
}

/** One line for each stretch without a gap. */
function lines({ values }: Chart, least: number, most: number): string[] {
  const span = most > least ? most - least : 1;
  const stretches: string[][] = [[]];
  values.forEach((value, at) => {
    if (value === null) stretches.push([]);
    else stretches.at(-1)?.push(`${(at / Math.max(1, values.length - 1)) * WIDTH},${HEIGHT - PAD - ((value - least) / span) * (HEIGHT - 2 * PAD)}`);
  });
  return stretches.filter((points) => points.length > 1).map((points) => points.join(" "));
}

function xOf({ from, stepMs, values }: Chart, at: number): number {
  return Math.max(0, Math.min(1, (at - Date.parse(from)) / (stepMs * Math.max(1, values.length - 1)))) * WIDTH;
}

const clock = (at: string): string => at.slice(11, 16);
const figure = (value: number): string => (Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3))));
