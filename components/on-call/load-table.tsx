"use client";

import { Cell, Row, Table } from "#components/ui/table.tsx";
import type { OnCallSchedule } from "#lib/contracts/oncall.ts";
import { loadOf } from "#lib/oncall/index.ts";
import { hoursWords } from "./words.ts";

/** What each person carries in the days that the calendar shows. */
export function LoadTable({ schedule, span }: { schedule: OnCallSchedule; span: { from: string; to: string } }) {
  const loads = loadOf(schedule, span.from, span.to);
  return (
    <section className="grid content-start gap-2">
      <h2 className="text-13 font-semibold">Load in these days</h2>
      {loads.length === 0 ? <p className="text-13 text-ink-soft">Nobody is in this schedule yet.</p> : null}
      {loads.length > 0 ? (
        <div className="-mx-4 sm:-mx-6">
          <Table label="Load" head={["Person", "On call", "Outside of office hours", "Shifts"]}>
            {loads.map(({ person, hours, outOfHours, shifts }) => (
              <Row key={person.id}>
                <Cell>
                  <bdi>{person.name}</bdi>
                </Cell>
                <Cell>{hoursWords(hours)}</Cell>
                <Cell>{hoursWords(outOfHours)}</Cell>
                <Cell>{shifts}</Cell>
              </Row>
            ))}
          </Table>
        </div>
      ) : null}
    </section>
  );
}
