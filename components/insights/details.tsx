import Link from "next/link";
import type { ReactNode } from "react";
import { Chip } from "#components/ui/badge.tsx";
import { Cell, Row } from "#components/ui/table.tsx";
import type { Insights, ReadInsights } from "#lib/contracts/insights.ts";
import { NumberLink } from "./charts.tsx";
import { CutTable } from "./cut-table.tsx";
import { boardOf } from "./drill-down.ts";
import { minuteWords, numberWords } from "./words.ts";

function Part({ title, about, empty, children }: { title: string; about: string; empty: string | null; children: ReactNode }) {
  return (
    <section className="grid min-w-0 grid-cols-1 content-start gap-1.5 break-inside-avoid">
      <h2 className="text-13 font-semibold">{title}</h2>
      <p className="text-12 text-ink-soft">{about}</p>
      {empty ? <p className="py-2 text-13 text-ink-soft">{empty}</p> : children}
    </section>
  );
}

/** On one line. */
function Whole({ children }: { children: ReactNode }) {
  return <span className="whitespace-nowrap">{children}</span>;
}

export function Budgets({ budgets }: Pick<Insights, "budgets">) {
  return (
    <Part
      title="Error budgets"
      about="What the impact in this range took of each objective, against (1 − objective) × the range."
      empty={budgets.length === 0 ? "No service has an objective yet. Give one in the service catalogue, and its budget stands here." : null}
    >
      <CutTable
        label="Error budgets"
        head={["Service", "Objective", "Left", "Consumed", "Allowed", "By requests"]}
        items={budgets}
        row={({ service, objective, allowed, byTime, byRequests }) => (
          <Row key={`${service.id} ${objective.name}`}>
            <Cell>
              <Link href={`/services/${service.id}`} className="underline decoration-line-strong underline-offset-2">
                <bdi className="whitespace-nowrap">{service.name}</bdi>
              </Link>
            </Cell>
            <Cell>
              <Whole>
                <bdi>{objective.name}</bdi> {Math.round(objective.share * 1e6) / 1e4} %
              </Whole>
            </Cell>
            <Cell>
              <Whole>{allowed - byTime < 0 ? <Chip tone="bad">{`−${minuteWords(byTime - allowed)}`}</Chip> : minuteWords(allowed - byTime)}</Whole>
            </Cell>
            {[minuteWords(byTime), minuteWords(allowed), `~${minuteWords(byRequests)}`].map((words, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places.
              <Cell key={column}>
                <Whole>{words}</Whole>
              </Cell>
            ))}
          </Row>
        )}
      />
    </Part>
  );
}

export function PagerLoads({ load }: Pick<Insights, "load">) {
  return (
    <Part
      title="On-call load"
      about="Pages by these incidents, false alarms too. Out of hours: outside of Monday to Friday, 9 to 18; at night: 22 to 7; by each person's clocks."
      empty={load.length === 0 ? "Nobody was paged." : null}
    >
      <CutTable
        label="On-call load"
        head={["Person", "Pages", "Out of hours", "At night", "Before"]}
        items={load}
        row={({ person, pages, outOfHours, atNight, before }) => (
          <Row key={person.id}>
            <Cell>
              <Link href={`/people/${person.id}`} className="underline decoration-line-strong underline-offset-2">
                <bdi>{person.name}</bdi>
              </Link>
            </Cell>
            {[pages, outOfHours, atNight, before].map((value, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places.
              <Cell key={column}>{numberWords(value)}</Cell>
            ))}
          </Row>
        )}
      />
    </Part>
  );
}

export function Repeated({ repeated, range, asked }: Pick<Insights, "repeated" | "range"> & { asked: ReadInsights }) {
  return (
    <Part
      title="Causes that came again"
      about="The same accepted cause in the same service, twice or more in this range."
      empty={repeated.length === 0 ? "None came twice. Causes are known once somebody accepts a hypothesis of an investigation." : null}
    >
      <CutTable
        label="Causes that came again"
        head={["Cause", "Service", "Times", "Incidents"]}
        items={repeated}
        row={({ cause, name, service, count, references }) => (
          <Row key={`${cause} ${service}`}>
            <Cell>
              <Whole>{name}</Whole>
            </Cell>
            <Cell>
              <bdi className="whitespace-nowrap">{service ?? "–"}</bdi>
            </Cell>
            <Cell>
              {service ? <NumberLink href={boardOf(asked, range, { cause: [cause], causeService: service })} value={count} /> : numberWords(count)}
            </Cell>
            <Cell>
              <span className="flex flex-wrap gap-x-2 font-mono text-12">
                {references.map((reference) => (
                  <Link key={reference} href={`/incidents/${reference}`} className="whitespace-nowrap underline underline-offset-2">
                    {reference}
                  </Link>
                ))}
                {count > references.length ? <span>and {count - references.length} more</span> : null}
              </span>
            </Cell>
          </Row>
        )}
      />
    </Part>
  );
}

export function Overdue({ items }: Pick<Insights, "items">) {
  return (
    <Part
      title="Action items overdue"
      about={`${numberWords(items.overdue)} at the end of this range, ${numberWords(items.before)} at its beginning. The weightiest first.`}
      empty={items.worst.length === 0 ? "Nothing is overdue." : null}
    >
      <CutTable
        label="Action items overdue"
        head={["Item", "Owner", "Overdue", "Incident"]}
        items={items.worst}
        row={({ id, title, priority, owner, daysOverdue, reference }) => (
          <Row key={id}>
            <Cell>
              <span className="font-mono text-12 text-ink-soft">{priority}</span> <bdi>{title}</bdi>
            </Cell>
            <Cell>
              <bdi>{owner || "nobody yet"}</bdi>
            </Cell>
            <Cell>{`${daysOverdue} ${daysOverdue === 1 ? "day" : "days"}`}</Cell>
            <Cell>
              <Link href={`/incidents/${reference}/postmortem`} className="font-mono text-12 whitespace-nowrap underline underline-offset-2">
                {reference}
              </Link>
            </Cell>
          </Row>
        )}
      />
    </Part>
  );
}

export function Judged({ verdicts, updates, promises }: Pick<Insights, "verdicts" | "updates" | "promises">) {
  const { now, before } = verdicts;
  const rows: [string, number, number][] = [
    ["Explanations of agents accepted", now.accepted, before.accepted],
    ["Explanations of agents refuted", now.refuted, before.refuted],
    ["Investigations judged right", now.right, before.right],
    ["Judged one hop short", now.short, before.short],
    ["Judged the right area", now.area, before.area],
    ["Judged wrong", now.wrong, before.wrong],
    ["Updates in time", updates.now.kept, updates.before.kept],
    ["Updates late", updates.now.late, updates.before.late],
    ["Public promises kept", promises.now.kept, promises.before.kept],
    ["Public promises missed", promises.now.late, promises.before.late],
  ];
  return (
    <Part title="Judgement and punctuality" about="What people decided of what agents found, and what was owed by a time." empty={null}>
      <CutTable
        label="Judgement and punctuality"
        head={["What", "In this range", "Before"]}
        items={rows}
        row={([name, value, old]) => (
          <Row key={name}>
            <Cell>{name}</Cell>
            <Cell>{numberWords(value)}</Cell>
            <Cell>{numberWords(old)}</Cell>
          </Row>
        )}
      />
    </Part>
  );
}
