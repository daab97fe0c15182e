import { SeverityBadge } from "#components/ui/severity-badge.tsx";
import { Cell, Row } from "#components/ui/table.tsx";
import { Severity } from "#lib/contracts/incident.ts";
import { type Group, type Grouping, type Insights, type ReadInsights, type Spread, TIMES } from "#lib/contracts/insights.ts";
import { NumberLink } from "./charts.tsx";
import { CutTable } from "./cut-table.tsx";
import { boardOfGroup } from "./drill-down.ts";
import { numberWords, spanWords } from "./words.ts";

export const GROUPING_LABELS: Record<Grouping, string> = { severity: "Severity", service: "Service", cause: "Cause", team: "Team" };

/** The incidents of the range by one of their sides, with medians and 90th percentiles. */
export function GroupTable({ insights, asked }: { insights: Insights; asked: ReadInsights }) {
  const { groups, by, range } = insights;
  const most = Math.max(1, ...groups.map(({ count }) => count));
  return (
    <CutTable
      label={`Incidents by ${by}`}
      head={[GROUPING_LABELS[by], "Incidents", "Before", "Detect: median · p90", "Acknowledge", "Mitigate", "Resolve"]}
      items={groups}
      row={(group) => {
        const href = boardOfGroup(asked, range, by, group.key);
        return (
          <Row key={group.key}>
            <Cell>
              <GroupName group={group} by={by} />
            </Cell>
            <Cell>
              <span className="flex min-w-24 items-center gap-2">
                <span className="w-10 text-right">
                  {href && group.count > 0 ? <NumberLink href={href} value={group.count} /> : numberWords(group.count)}
                </span>
                <svg aria-hidden viewBox="0 0 100 6" preserveAspectRatio="none" className="h-1.5 w-16 text-ink-faint">
                  <rect width={(100 * group.count) / most} height="6" rx="1" fill="currentColor" opacity="0.55" />
                </svg>
              </span>
            </Cell>
            <Cell>
              <span className="text-ink-soft">{numberWords(group.before)}</span>
            </Cell>
            {TIMES.map((time) => (
              <Cell key={time}>
                <SpreadWords spread={group.times[time]} />
              </Cell>
            ))}
          </Row>
        );
      }}
    />
  );
}

function GroupName({ group, by }: { group: Group; by: Grouping }) {
  const severity = by === "severity" ? Severity.safeParse(group.key) : null;
  if (severity?.success) return <SeverityBadge severity={severity.data} />;
  return (
    <span className="block max-w-64 truncate">
      <bdi>{group.name}</bdi>
    </span>
  );
}

function SpreadWords({ spread: { median, p90 } }: { spread: Spread }) {
  if (median === null) return <span className="text-ink-faint">–</span>;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {spanWords(median)} <span className="text-ink-faint">· {spanWords(p90)}</span>
    </span>
  );
}
