import type { WhatIfAnswer } from "#lib/contracts/what-if.ts";

const [WIDTH, HEIGHT] = [400, 80];
type Points = WhatIfAnswer["curve"]["was"];

/** The share that failed over time: as it was, and as it would have been. */
export function ImpactCurve({ curve }: Pick<WhatIfAnswer, "curve">) {
  const [first, last] = [curve.was[0], curve.was.at(-1)];
  if (!first || !last || first.at === last.at) return null;
  const most = Math.max(...curve.was.map(({ share }) => share));
  const percent = Math.round(most * 100);
  return (
    <figure className="grid gap-1">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Impact over time: at most ${percent} % of requests failed`}
        className="h-20 w-full border-b border-line"
      >
        <path d={areaOf(curve.was, first.at, last.at, most)} className="fill-bad opacity-25" />
        <path d={areaOf(curve.would, first.at, last.at, most)} className="fill-bad" />
      </svg>
      <figcaption className="flex justify-between text-12 text-ink-soft">
        <span>{first.at.slice(11, 16)} UTC</span>
        <span>at most {percent} %</span>
        <span>{last.at.slice(11, 16)} UTC</span>
      </figcaption>
    </figure>
  );
}

/** Steps from point to point, down to the ground at the end. */
function areaOf(points: Points, from: string, to: string, most: number): string {
  const [start, span] = [Date.parse(from), Date.parse(to) - Date.parse(from)];
  const x = (at: string) => ((Date.parse(at) - start) / span) * WIDTH;
  const y = (share: number) => HEIGHT - (most > 0 ? share / most : 0) * (HEIGHT - 4);
  const steps = points.map(({ at, share }) => `H${x(at).toFixed(1)}V${y(share).toFixed(1)}`);
  return `M0,${HEIGHT}${steps.join("")}V${HEIGHT}Z`;
}
