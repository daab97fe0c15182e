"use client";

import Link from "next/link";
import { Chip } from "#components/ui/badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { AuditFilter, AuditItem } from "#lib/contracts/audit.ts";

type AuditLineProps = { item: AuditItem; onFilter: (part: AuditFilter) => void };

/** One entry; opened, it shows what was recorded and the hash that vouches for it. */
export function AuditLine({ item, onFilter }: AuditLineProps) {
  const { at, actor, action, subject, isHidden, chain, seq, hash } = item;
  return (
    <li>
      <details className="group">
        <summary className="grid cursor-pointer list-none grid-cols-[minmax(0,1fr)_minmax(0,auto)] items-center gap-x-4 px-4 py-1.5 text-13 hover:bg-surface-hover sm:grid-cols-[152px_180px_200px_minmax(0,1fr)] sm:px-6 pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
          <span className="font-mono text-12 text-ink-faint max-sm:order-2 max-sm:text-right">
            <TimeText at={at} />
          </span>
          <span className="flex min-w-0 items-center gap-1.5">
            <bdi className="truncate font-medium">{actor.name}</bdi>
            {actor.type === "user" ? null : <Chip>{actor.type}</Chip>}
          </span>
          <span className="min-w-0 truncate font-mono text-12 max-sm:order-3">{action}</span>
          <span className="min-w-0 truncate text-ink-soft max-sm:order-4">{isHidden ? "A private incident" : <bdi>{subjectWords(item)}</bdi>}</span>
        </summary>
        <div className="grid gap-2 px-4 pt-1 pb-3 text-12 sm:pr-6 sm:pl-[196px]">
          {isHidden ? (
            <p className="text-ink-soft">You are not named on this incident, so its details are not shown.</p>
          ) : (
            <Details detail={item.detail} />
          )}
          <p className="flex flex-wrap gap-x-4 gap-y-1">
            {subject.startsWith("INC-") && !isHidden ? (
              <Link href={`/incidents/${subject}${chain === "organisation" ? "" : `?entry=${seq}`}`} className="text-accent-ink hover:underline">
                Open the incident
              </Link>
            ) : null}
            <button type="button" className="text-accent-ink hover:underline" onClick={() => onFilter({ actor: actor.id, actorType: actor.type })}>
              All by {actor.name}
            </button>
            <button type="button" className="text-accent-ink hover:underline" onClick={() => onFilter({ action })}>
              All {action}
            </button>
          </p>
          <p className="font-mono text-11 text-ink-faint [overflow-wrap:anywhere]">
            {chain} #{seq} · sha256 {hash}
          </p>
        </div>
      </details>
    </li>
  );
}

function Details({ detail }: { detail: Record<string, unknown> }) {
  const entries = Object.entries(detail);
  if (entries.length === 0) return null;
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5">
      {entries.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-faint">{name}</dt>
          <dd className="font-mono [overflow-wrap:anywhere]">{typeof value === "string" ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** What was changed, as far as the line says it; ids stand in full below. */
function subjectWords({ subject, actor, detail }: AuditItem): string {
  if (subject === actor.id) return "";
  const { name, email } = detail;
  if (!UUID.test(subject)) return subject;
  return typeof name === "string" ? name : typeof email === "string" ? email : `${subject.slice(0, 8)}…`;
}
