"use client";

import { Table } from "#components/ui/table.tsx";
import type { RunDay } from "#lib/contracts/agent.ts";
import { type Sums, sumsOf } from "./health-sums.ts";
import { agentLabel, costWords } from "./run-words.ts";

const HEAD = ["Day (UTC)", "Agent", "Runs", "Failed", "Tokens in", "Tokens out", "Cost"];

/** What each day and agent took, with the sum of all. */
export function HealthCost({ days }: { days: RunDay[] }) {
  if (days.length === 0) return <p className="text-13 text-ink-soft">No run yet, so nothing was used.</p>;
  const sums = sumsOf(days);
  return (
    <div className="-mx-4 sm:-mx-6">
      <Table label="Tokens and cost by day and agent" head={HEAD}>
        {days.map((day) => (
          <Line
            key={`${day.day} ${day.agent}`}
            name={<span className="font-mono text-12 whitespace-nowrap">{day.day}</span>}
            agent={agentLabel(day.agent)}
            numbers={day}
            cost={costIn(day.costDollars)}
          />
        ))}
        <Line name="All" agent="" numbers={sums} cost={costOfAll(sums)} isSum />
      </Table>
    </div>
  );
}

type LineProps = { name: React.ReactNode; agent: string; numbers: Omit<RunDay, "day" | "agent" | "costDollars">; cost: string; isSum?: boolean };

function Line({ name, agent, numbers: { runs, failed, tokensIn, tokensOut }, cost, isSum = false }: LineProps) {
  const cell = "px-3 py-1.5 first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6";
  return (
    <tr className={`border-b border-line ${isSum ? "font-semibold" : ""}`}>
      <th scope="row" className={`${cell} text-left ${isSum ? "" : "font-normal"}`}>
        {name}
      </th>
      <td className={`${cell} whitespace-nowrap`}>{agent}</td>
      {[runs, failed, tokensIn, tokensOut].map((number, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places.
        <td key={column} className={`${cell} tabular-nums`}>
          {number.toLocaleString("en")}
        </td>
      ))}
      <td className={`${cell} whitespace-nowrap tabular-nums`}>{cost}</td>
    </tr>
  );
}

function costOfAll({ costDollars, isCostPartial }: Sums): string {
  const known = costIn(costDollars);
  return costDollars === null || !isCostPartial ? known : `${known} and a part unknown`;
}

/** Below a head that says what it is. */
function costIn(dollars: number | null): string {
  return dollars === null ? "unknown" : dollars === 0 ? "none" : costWords(dollars);
}
