"use client";

import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { AlertDetail } from "#lib/contracts/alert.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AlertActions } from "./alert-actions.tsx";
import { LEVEL_TONES, OUTCOME_WORDS, SIGNAL_WORDS, timesWords } from "./alert-words.ts";
import { Payload } from "./payload.tsx";

/** One alert in full: what became of it, what it says of itself, and everything that its source sent. */
export function AlertSheet({ id, onClose }: { id: string | null; onClose: () => void }) {
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.alerts.read.queryOptions({ id: id ?? "" }), enabled: id !== null });
  const alert = data?.id === id ? data : undefined;
  return (
    <Sheet isOpen={id !== null} title={alert?.title ?? "Alert"} size="lg" onClose={onClose}>
      {alert ? <Alert key={alert.id} alert={alert} /> : <Skeleton />}
    </Sheet>
  );
}

function Alert({ alert }: { alert: AlertDetail }) {
  const { status, level, startsAt, endsAt, integration, service, link, description, outcome, reason, incident } = alert;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 text-13">
      <div className="flex flex-wrap items-center gap-2 text-12 text-ink-soft">
        <Chip tone={LEVEL_TONES[level]}>{level}</Chip>
        <Chip tone={status === "resolved" ? "good" : "neutral"}>{status}</Chip>
        <span>
          since <TimeText at={startsAt} />
          {endsAt ? (
            <>
              {" "}
              until <TimeText at={endsAt} />
            </>
          ) : null}
        </span>
        <span>{timesWords(alert)}</span>
      </div>
      <Part title="What became of it">
        <p>
          {incident ? (
            <>
              <span className="inline-block first-letter:uppercase">{OUTCOME_WORDS[outcome]}</span>:{" "}
              <Link href={`/incidents/${incident.reference}`} className="underline underline-offset-2">
                <span className="font-mono">{incident.reference}</span> <bdi>{incident.title}</bdi>
              </Link>
            </>
          ) : (
            <span className="inline-block first-letter:uppercase">{OUTCOME_WORDS[outcome]}</span>
          )}
        </p>
        {reason ? <p className="text-12 text-ink-faint">{reason}</p> : null}
        <AlertActions alert={alert} />
      </Part>
      {description ? (
        <Part title="Description">
          <p className="wrap-anywhere whitespace-pre-wrap">{description}</p>
        </Part>
      ) : null}
      <Part title="From">
        <p>
          <bdi>{integration.name}</bdi>
          {service ? (
            <>
              {" · "}
              <bdi>{service.name}</bdi>
            </>
          ) : null}
        </p>
        {link ? (
          <a
            href={link}
            target="_blank"
            rel="noopener noreferrer"
            className="flex w-fit max-w-full items-center gap-1.5 underline underline-offset-2"
          >
            <ExternalLink size={12} aria-hidden />
            <span className="truncate">{link}</span>
          </a>
        ) : null}
      </Part>
      <Labels labels={alert.labels} />
      <History alert={alert} />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <h3 className="text-12 font-semibold text-ink-soft">{title}</h3>
      {children}
    </section>
  );
}

function Labels({ labels }: { labels: Record<string, string> }) {
  const pairs = Object.entries(labels);
  if (pairs.length === 0) return null;
  return (
    <Part title="Labels">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-0.5 font-mono text-12">
        {pairs.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="max-w-40 truncate text-ink-faint">{name}</dt>
            <dd className="wrap-anywhere">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

/** What its source sent, the newest first; each can be read as it came. */
function History({ alert: { history } }: { alert: AlertDetail }) {
  const { me } = useConsole();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Part title="History">
      <ol className="divide-y divide-line border-y border-line">
        {history.map(({ at, kind, level, event }) => (
          <li key={`${event} ${at} ${kind}`} className="grid grid-cols-[minmax(0,1fr)] gap-1 py-1.5">
            <div className="flex flex-wrap items-center gap-x-2">
              <span className="flex-1">
                {SIGNAL_WORDS[kind]} <span className="text-12 text-ink-faint">{level}</span>
              </span>
              <span className="text-12 text-ink-faint">
                <TimeText at={at} />
              </span>
              {me.role === "viewer" ? null : (
                <button
                  type="button"
                  aria-expanded={open === event}
                  className="text-12 text-accent-ink underline underline-offset-2 pointer-coarse:min-h-11"
                  onClick={() => setOpen(open === event ? null : event)}
                >
                  {open === event ? "Hide payload" : "Payload"}
                </button>
              )}
            </div>
            {open === event ? <Payload id={event} /> : null}
          </li>
        ))}
      </ol>
    </Part>
  );
}
