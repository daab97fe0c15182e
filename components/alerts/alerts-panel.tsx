"use client";

import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { useEffect } from "react";
import { RailSection } from "#components/incidents/rail-section.tsx";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { AlertSummary } from "#lib/contracts/alert.ts";
import type { ChangeSummary } from "#lib/contracts/change.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CHANGE_WORDS, LEVEL_TONES } from "./alert-words.ts";

const MOST_ALERTS = 6;
const MOST_CHANGES = 5;
const LOOK_MS = 15_000;
/** Facts after which the lists are other ones. */
const TELLING = new Set(["alert", "change", "services"]);

/** The alerts that belong to this incident, and what was changed on its services lately. */
export function AlertsPanel() {
  const trpc = useTRPC();
  const { room, entries } = useRoomView();
  const told = entries.reduce((last, { seq, fact }) => (TELLING.has(fact.kind) ? Math.max(last, seq) : last), 0);
  const { data, refetch } = useQuery({ ...trpc.alerts.ofIncident.queryOptions({ reference: room.reference }), refetchInterval: LOOK_MS });
  useEffect(() => {
    if (told > 0) void refetch();
  }, [told, refetch]);
  if (!data || (data.alertCount === 0 && data.changes.length === 0)) return null;
  return (
    <>
      {data.alertCount > 0 ? (
        <RailSection title="Alerts" action={<Count firing={data.firing} all={data.alertCount} />}>
          <ul aria-label="Alerts of this incident" className="grid gap-1 text-13">
            {data.alerts.slice(0, MOST_ALERTS).map((alert) => (
              <AlertItem key={alert.id} alert={alert} />
            ))}
          </ul>
          {data.alertCount > MOST_ALERTS ? (
            <p className="text-12 text-ink-faint">and {(data.alertCount - MOST_ALERTS).toLocaleString("en")} more</p>
          ) : null}
        </RailSection>
      ) : null}
      {data.changes.length > 0 ? (
        <RailSection title="Recent changes">
          <ul aria-label="Recent changes" className="grid gap-1 text-13">
            {data.changes.slice(0, MOST_CHANGES).map((change) => (
              <ChangeItem key={change.id} change={change} />
            ))}
          </ul>
        </RailSection>
      ) : null}
    </>
  );
}

function Count({ firing, all }: { firing: number; all: number }) {
  return (
    <span className="text-12 text-ink-faint tabular-nums">
      {firing} firing of {all}
    </span>
  );
}

function AlertItem({ alert: { id, title, status, level } }: { alert: AlertSummary }) {
  return (
    <li className="flex items-baseline gap-2">
      <Link href={`/alerts?state=all&alert=${id}`} className="min-w-0 flex-1 truncate hover:underline">
        <bdi>{title}</bdi>
      </Link>
      <Chip tone={status === "resolved" ? "good" : LEVEL_TONES[level]}>{status === "resolved" ? "resolved" : level}</Chip>
    </li>
  );
}

function ChangeItem({ change: { kind, title, service, author, at, link } }: { change: ChangeSummary }) {
  return (
    <li className="grid gap-0.5">
      <span className="flex min-w-0 items-center gap-1.5">
        {link ? (
          <a href={link} target="_blank" rel="noopener noreferrer" className="flex min-w-0 items-center gap-1.5 hover:underline">
            <bdi className="truncate">{title}</bdi>
            <ExternalLink size={11} aria-hidden className="shrink-0 text-ink-faint" />
          </a>
        ) : (
          <bdi className="truncate">{title}</bdi>
        )}
      </span>
      <span className="text-12 text-ink-faint">
        {[CHANGE_WORDS[kind], service?.name, author].filter(Boolean).join(" · ")} · <TimeText at={at} />
      </span>
    </li>
  );
}
