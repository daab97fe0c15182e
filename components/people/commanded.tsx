"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useConsole } from "#components/shell/organisation.tsx";
import { PhaseBadge, SeverityBadge } from "#components/ui/badge.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { PersonDetails } from "#lib/contracts/people.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";

/** The open incidents that a person commands. */
export function Commanded({ person }: { person: PersonDetails }) {
  const trpc = useTRPC();
  const { data, error, isPending } = useQuery(trpc.board.list.queryOptions({ commander: person.id, state: "open", limit: 10 }));
  const { settings } = useConsole();
  const rows = data?.items ?? [];
  return (
    <section aria-label="Commands now">
      <h2 className="pb-2 text-13 font-semibold">Commands now</h2>
      {error ? <FieldError>{problemFrom(error).detail}</FieldError> : null}
      {data && rows.length === 0 ? <p className="text-13 text-ink-soft">No open incident.</p> : null}
      {isPending ? <p className="text-13 text-ink-faint">Looking…</p> : null}
      {rows.length > 0 ? (
        <ul className="divide-y divide-line border-y border-line">
          {rows.map(({ id, reference, title, severity, phase, declaredAt }) => (
            <li key={id}>
              <Link
                href={`/incidents/${reference}`}
                className="grid min-h-11 grid-cols-[4.5rem_minmax(0,1fr)] items-center gap-x-3 py-1.5 text-13 transition-colors hover:bg-surface-hover sm:grid-cols-[4.5rem_minmax(0,1fr)_8rem_6rem]"
              >
                <SeverityBadge severity={severity} />
                <span className="min-w-0">
                  <bdi className="block truncate font-medium">{title}</bdi>
                  <span className="block font-mono text-12 text-ink-faint">{reference}</span>
                </span>
                <span className="max-sm:hidden">
                  <PhaseBadge phase={phase} label={phaseLabel(settings, phase)} />
                </span>
                <span className="text-12 text-ink-soft max-sm:hidden">
                  <TimeText at={declaredAt} format="relative" />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
