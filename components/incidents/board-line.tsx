import { Lock } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { useConsole } from "#components/shell/organisation.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Chip, PhaseBadge, SeverityBadge } from "#components/ui/badge.tsx";
import { Countdown, Elapsed } from "#components/ui/clock.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import type { BoardRow } from "#lib/contracts/board.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";

/** One incident on the board: one link, read from left to right as a sentence. */
export const BoardLine = memo(function BoardLine({ row, readAt, isActive }: { row: BoardRow; readAt: string; isActive: boolean }) {
  const { settings } = useConsole();
  const since = row.startedAt ?? row.declaredAt;
  return (
    <li id={`row-${row.id}`}>
      <Link
        href={`/incidents/${row.reference}`}
        data-active={isActive || undefined}
        className="grid min-h-11 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 rounded-md px-2 py-1.5 hover:bg-surface-sunk data-active:bg-accent-soft sm:grid-cols-[88px_minmax(0,1fr)_120px_110px_132px_52px]"
      >
        <SeverityBadge severity={row.severity} label={row.severity ? settings.severities[row.severity].label : undefined} />
        <span className="col-span-2 flex min-w-0 items-center gap-2 sm:col-span-1">
          {row.visibility === "private" ? <Lock size={12} aria-label="Private" className="shrink-0 text-warn" /> : null}
          <bdi className="line-clamp-2 text-14 font-medium sm:line-clamp-1">{row.title}</bdi>
          {row.kind !== "real" ? <Chip tone="drill">{row.kind}</Chip> : null}
        </span>
        <span className="col-start-2 flex items-center gap-2 sm:col-start-auto">
          <PhaseBadge phase={row.phase} label={phaseLabel(settings, row.phase)} />
        </span>
        <span className="flex items-center gap-1.5 text-12 text-ink-soft">
          {row.commander ? (
            <>
              <Avatar id={row.commander.id} name={row.commander.name} size="sm" />
              <bdi className="hidden truncate sm:inline">{row.commander.name.split(" ")[0]}</bdi>
            </>
          ) : (
            <span className="text-ink-faint">No commander</span>
          )}
        </span>
        <span className="col-start-2 flex flex-wrap items-baseline gap-x-2 text-12 whitespace-nowrap text-ink-faint sm:col-start-auto sm:grid">
          <Elapsed since={since} until={row.endedAt} serverNow={readAt} />
          {row.nextUpdateDueAt && !row.endedAt ? (
            <span>
              update <Countdown until={row.nextUpdateDueAt} serverNow={readAt} />
            </span>
          ) : null}
        </span>
        <span className="hidden sm:block">
          <Sparkline values={row.activity} label={`${row.activity.reduce((a, b) => a + b, 0)} entries in the last hour`} />
        </span>
        <span className="col-start-2 -mt-0.5 truncate font-mono text-12 text-ink-faint sm:[grid-column:2/span_4]">
          {row.reference}
          {row.services.length > 0 ? <bdi className="pl-2 font-sans">{row.services.map(({ name }) => name).join(", ")}</bdi> : null}
        </span>
      </Link>
    </li>
  );
});
