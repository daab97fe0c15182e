import { type Insights, MOST_REPEATED, type ReadInsights, TIMES } from "#lib/contracts/insights.ts";
import { boardOf } from "./drill-down.ts";
import { Tile } from "./tile.tsx";
import { changeOf, keptShare, numberWords, percentWords, rightShare, spanWords, TIME_HELP, TIME_LABELS } from "./words.ts";

const MOST_BARS = 16;

/** The numbers that one looks at first. */
export function Tiles({ insights, asked }: { insights: Insights; asked: ReadInsights }) {
  const { totals, range, series, updates, promises, load, items, verdicts } = insights;
  const board = boardOf(asked, range);
  const outOfHours = load.reduce((sum, one) => sum + one.outOfHours, 0);
  const pages = load.reduce((sum, one) => sum + one.pages, 0);
  const pagesBefore = load.reduce((sum, one) => sum + one.before, 0);
  const kept = { now: keptShare(updates.now), before: keptShare(updates.before) };
  const right = { now: rightShare(verdicts.now), before: rightShare(verdicts.before) };
  const promised = keptShare(promises.now);
  return (
    <section
      aria-label="At a glance"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-3 lg:grid-cols-5"
    >
      <Tile
        label="Incidents"
        value={numberWords(totals.now.count)}
        beside={`${numberWords(totals.before.count)} before`}
        change={changeOf(totals.now.count, totals.before.count)}
        href={board}
        trend={series.map(({ count }) => count).slice(-MOST_BARS)}
      />
      {TIMES.map((time) => {
        const [now, before] = [totals.now.times[time], totals.before.times[time]];
        return (
          <Tile
            key={time}
            label={TIME_LABELS[time]}
            help={TIME_HELP[time]}
            value={spanWords(now.median)}
            beside={now.p90 === null ? undefined : `p90 ${spanWords(now.p90)}`}
            change={changeOf(now.median, before.median)}
            href={now.count === totals.now.count ? board : undefined}
            trend={series.map(({ times }) => times[time].median ?? 0).slice(-MOST_BARS)}
          />
        );
      })}
      <Tile
        label="Updates in time"
        help="Of the updates that the severity's cadence asked for"
        value={percentWords(kept.now)}
        beside={promised === null ? undefined : `public promises ${percentWords(promised)}`}
        change={changeOf(kept.now, kept.before, false)}
      />
      <Tile
        label="Pages to people"
        value={numberWords(pages)}
        beside={`${numberWords(outOfHours)} out of hours`}
        change={changeOf(pages, pagesBefore)}
      />
      <Tile
        label="Action items overdue"
        value={numberWords(items.overdue)}
        beside={`of ${numberWords(items.open)} open`}
        change={changeOf(items.overdue, items.before)}
        href="/action-items"
      />
      <Tile
        label="Causes that came again"
        value={`${numberWords(insights.repeated.length)}${insights.repeated.length === MOST_REPEATED ? "+" : ""}`}
        beside={
          insights.repeated.length > 0 ? `in ${numberWords(insights.repeated.reduce((sum, { count }) => sum + count, 0))} incidents` : undefined
        }
        change={null}
      />
      <Tile
        label="Analyst was right"
        help="Of agents' explanations that people accepted or refuted, and of investigations that people judged"
        value={percentWords(right.now)}
        change={changeOf(right.now, right.before, false)}
      />
    </section>
  );
}
