"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FilterGroup, FilterToggle } from "#components/forms/filters.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { SeverityBadge } from "#components/ui/severity-badge.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import { type Insights, NONE, type ReadInsights, TIMES, type TimeName } from "#lib/contracts/insights.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { boardOf } from "./drill-down.ts";
import { numberWords, spanWords, stepWords, TIME_LABELS } from "./words.ts";

const CountPlot = deferred(() => import("./plots.tsx").then((module) => module.CountPlot), { isAside: true, isAtOnce: true });
const TimePlot = deferred(() => import("./plots.tsx").then((module) => module.TimePlot), { isAside: true, isAtOnce: true });

type ChartsProps = { insights: Insights; asked: ReadInsights };

/** How many incidents there were, and how long they took, over the range. */
export function Charts({ insights, asked }: ChartsProps) {
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-6 lg:grid-cols-2">
      <Counts insights={insights} asked={asked} />
      <Durations insights={insights} />
    </div>
  );
}

function Counts({ insights: { series, range, totals }, asked }: ChartsProps) {
  const router = useRouter();
  const points = series.map((step) => ({ label: stepWords(step, range.step, range.zone), ...zeros, ...step.bySeverity }));
  const most = series.toSorted((one, other) => other.count - one.count)[0];
  const about = `${numberWords(totals.now.count)} incidents by severity for each ${range.step}${most ? `, at most ${most.count} from ${stepWords(most, range.step, range.zone)}` : ""}. The table has each number.`;
  const open = (index: number) => {
    const step = series[index];
    if (step) router.push(boardOf(asked, step));
  };
  return (
    <ChartFrame
      title="Incidents over time"
      legend={SEVERITIES.map((severity) => <SeverityBadge key={severity} severity={severity} look="plain" />)}
      about={about}
      chart={<CountPlot points={points} onOpen={open} />}
      table={
        <Table label="Incidents over time" head={[`From the ${range.step} of`, "All", ...SEVERITIES]}>
          {series.map((step) => (
            <Row key={step.from}>
              <Cell>{stepWords(step, range.step, range.zone)}</Cell>
              <Cell>{step.count > 0 ? <NumberLink href={boardOf(asked, step)} value={step.count} /> : "0"}</Cell>
              {SEVERITIES.map((severity) => {
                const count = step.bySeverity[severity] ?? 0;
                return (
                  <Cell key={severity}>{count > 0 ? <NumberLink href={boardOf(asked, step, { severity: [severity] })} value={count} /> : "0"}</Cell>
                );
              })}
            </Row>
          ))}
        </Table>
      }
    />
  );
}

const zeros = Object.fromEntries([...SEVERITIES, NONE].map((key) => [key, 0]));

/** A number that leads to what it counts. */
export function NumberLink({ href, value }: { href: string; value: number }) {
  return (
    <Link href={href} className="tabular-nums underline decoration-line-strong underline-offset-2 hover:decoration-ink">
      {numberWords(value)}
    </Link>
  );
}

function TimeLegend() {
  return (
    <>
      <span className="inline-flex items-center gap-1.5">
        <svg aria-hidden width="18" height="4" className="text-accent">
          <path d="M0 2h18" stroke="currentColor" strokeWidth="2" />
        </svg>
        Median
      </span>
      <span className="inline-flex items-center gap-1.5">
        <svg aria-hidden width="18" height="4" className="text-ink-faint">
          <path d="M0 2h18" stroke="currentColor" strokeWidth="1.5" strokeDasharray="4 3" />
        </svg>
        90th percentile
      </span>
    </>
  );
}

const SHORT: Record<TimeName, string> = { toDetect: "Detect", toAcknowledge: "Acknowledge", toMitigate: "Mitigate", toResolve: "Resolve" };

function Durations({ insights: { series, range, totals } }: { insights: Insights }) {
  const [time, setTime] = useState<TimeName>("toResolve");
  const points = series.map((step) => ({
    label: stepWords(step, range.step, range.zone),
    median: step.times[time].median,
    p90: step.times[time].p90,
  }));
  const { median, p90 } = totals.now.times[time];
  return (
    <ChartFrame
      title="How long it took"
      legend={<TimeLegend />}
      about={`${TIME_LABELS[time]} for each ${range.step}: over the range a median of ${spanWords(median)} and a 90th percentile of ${spanWords(p90)}. The table has each number.`}
      choice={
        <FilterGroup label="Which time">
          {TIMES.map((name) => (
            <FilterToggle key={name} isOn={time === name} onPress={() => setTime(name)}>
              {SHORT[name]}
            </FilterToggle>
          ))}
        </FilterGroup>
      }
      chart={<TimePlot points={points} />}
      table={
        <Table label={TIME_LABELS[time]} head={[`From the ${range.step} of`, "Median", "90th percentile", "Incidents"]}>
          {series.map((step) => (
            <Row key={step.from}>
              <Cell>{stepWords(step, range.step, range.zone)}</Cell>
              <Cell>{spanWords(step.times[time].median)}</Cell>
              <Cell>{spanWords(step.times[time].p90)}</Cell>
              <Cell>{numberWords(step.times[time].count)}</Cell>
            </Row>
          ))}
        </Table>
      }
    />
  );
}
