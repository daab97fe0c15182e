"use client";

import { ChartColumn, Download, Printer } from "lucide-react";
import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { FilterGroup, FilterToggle } from "#components/forms/filters.tsx";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { GROUPINGS, type Insights, type ReadInsights } from "#lib/contracts/insights.ts";
import { Charts } from "./charts.tsx";
import { Budgets, Judged, Overdue, PagerLoads, Repeated } from "./details.tsx";
import { fileOf } from "./drill-down.ts";
import { Filters } from "./filters.tsx";
import { GROUPING_LABELS, GroupTable } from "./group-table.tsx";
import { daysBetween, insightsQuery } from "./insights-query.ts";
import { Tiles } from "./tiles.tsx";
import { dayWords, numberWords } from "./words.ts";

type InsightsPageProps = { insights: Insights; asked: ReadInsights; today: string };

/** What an organisation's incidents say together. All that is asked for stands in the address; the server reads it. */
export function InsightsPage({ insights, asked, today }: InsightsPageProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [wanted, setWanted] = useOptimistic(asked);
  const change = (next: Partial<ReadInsights>) =>
    startTransition(() => {
      setWanted({ ...wanted, ...next });
      router.replace(`/insights?${insightsQuery({ ...wanted, ...next })}`, { scroll: false });
    });
  const nextGrouping = GROUPINGS[(GROUPINGS.indexOf(wanted.by) + 1) % GROUPINGS.length] ?? "severity";
  useShortcut("b", () => change({ by: nextGrouping }), { label: "Group by the next side", group: "Insights" });
  const { range, totals } = insights;
  const days = daysBetween(range.firstDay, range.lastDay);
  const isEmpty = totals.now.count === 0;
  return (
    <>
      <PageHeader title="Insights" actions={<Actions insights={insights} asked={asked} />} />
      <div className="mx-auto grid max-w-[1280px] grid-cols-1 gap-6 p-4 sm:px-6">
        <Filters asked={wanted} range={range} today={today} isPending={isPending} onChange={change} />
        <p className="-mt-3 text-12 text-ink-soft">
          {dayWords(range.firstDay)} to {dayWords(range.lastDay)}, by the clocks of {range.zone}; compared with the {numberWords(days)} days before.
        </p>
        {isEmpty ? <NothingHere days={days} onReset={() => router.replace("/insights")} isUsual={insightsQuery(asked) === ""} /> : null}
        {isEmpty && totals.before.count === 0 ? null : <Tiles insights={insights} asked={asked} />}
        {isEmpty ? null : (
          <>
            <Charts insights={insights} asked={asked} />
            <section className="grid min-w-0 grid-cols-1 gap-2">
              <div className="flex flex-wrap items-center gap-3">
                <h2 className="text-13 font-semibold">Incidents by</h2>
                <FilterGroup label="Grouped by">
                  {GROUPINGS.map((by) => (
                    <FilterToggle key={by} isOn={wanted.by === by} onPress={() => change({ by })}>
                      {GROUPING_LABELS[by]}
                    </FilterToggle>
                  ))}
                </FilterGroup>
              </div>
              <GroupTable insights={insights} asked={asked} />
            </section>
          </>
        )}
        {isEmpty && insights.budgets.length === 0 ? null : <Details insights={insights} asked={asked} />}
      </div>
    </>
  );
}

function Details({ insights, asked }: Pick<InsightsPageProps, "insights" | "asked">) {
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-8 xl:grid-cols-2">
      <Budgets budgets={insights.budgets} />
      <PagerLoads load={insights.load} />
      <Repeated repeated={insights.repeated} range={insights.range} asked={asked} />
      <Overdue items={insights.items} />
      <Judged verdicts={insights.verdicts} updates={insights.updates} promises={insights.promises} />
    </div>
  );
}

function Actions({ insights, asked }: Pick<InsightsPageProps, "insights" | "asked">) {
  return (
    <div className="flex gap-2 print:hidden">
      <LinkButton href={fileOf(asked, insights.range, "groups")} size="sm" icon={<Download size={13} />} isDownload>
        Table as CSV
      </LinkButton>
      <LinkButton href={fileOf(asked, insights.range, "incidents")} size="sm" icon={<Download size={13} />} isDownload>
        Incidents as CSV
      </LinkButton>
      <span className="hidden sm:inline-flex">
        <Button size="sm" icon={<Printer size={13} />} onClick={() => window.print()}>
          Print
        </Button>
      </span>
    </div>
  );
}

function NothingHere({ days, isUsual, onReset }: { days: number; isUsual: boolean; onReset: () => void }) {
  const action = isUsual ? <LinkButton href="/drills">Start a drill</LinkButton> : <Button onClick={onReset}>Show the last 90 days of all</Button>;
  return (
    <EmptyState title={`No incident in these ${days} days`} icon={<ChartColumn size={16} />} action={action}>
      Figures come from what incidents record by themselves: when impact began, when somebody noticed, mitigated and resolved it, and which cause was
      accepted. Drills and tests count only where you choose them above.
    </EmptyState>
  );
}
