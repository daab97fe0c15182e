"use client";

import { MoreHorizontal, Pencil, UserPlus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { OnCallNow, ScheduleDetails } from "#lib/contracts/oncall-views.ts";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { gaps, moved } from "#lib/oncall/index.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { Calendar, type Range } from "./calendar/calendar.tsx";
import { CalendarBar, useCalendarPlace } from "./calendar/calendar-bar.tsx";
import { rowsOf } from "./calendar/rows.ts";
import { FeedDialog } from "./feed-dialog.tsx";
import { GapList } from "./gap-list.tsx";
import { LayerWords } from "./layer-words.tsx";
import { LoadTable } from "./load-table.tsx";
import { Following, Present } from "./now-list.tsx";
import { OverrideDialog } from "./override-dialog.tsx";
import { OverrideList } from "./override-list.tsx";
import { TakeOver } from "./take-over.tsx";
import { useOnCallChanged } from "./use-on-call-changed.ts";
import { useViewerZone } from "./use-viewer-zone.ts";

const DAY_MS = 86_400_000;
const GAP_DAYS = 30;

/** One schedule: now and next, its calendar, what each carries, overrides and gaps. */
export function SchedulePage({ schedule, present }: { schedule: ScheduleDetails; present: OnCallNow | null }) {
  const { me } = useConsole();
  const zone = useViewerZone();
  const place = useCalendarPlace(Date.parse(schedule.now), zone);
  const [range, setRange] = useState<Range | null>(null);
  const mayTake = roleHolds(me.role, "oncall.manage") && !schedule.isArchived;
  const span = { from: new Date(place.window.from).toISOString(), to: new Date(place.window.to).toISOString() };
  const rows = rowsOf(schedule, span.from, span.to);
  const { id, slug, name } = schedule;
  const ahead = gaps(schedule, schedule.now, moved(schedule.now, GAP_DAYS * DAY_MS)).map((gap) => ({
    ...gap,
    schedule: { id, slug, name, zone: schedule.zone },
  }));
  const askNow = () => setRange({ from: new Date().toISOString(), to: moved(new Date().toISOString(), 4 * 3_600_000) });
  useShortcut("o", () => mayTake && askNow(), { label: "Override", group: "Schedule" });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6 p-4 sm:p-6">
      <ScheduleHead schedule={schedule} onOverride={mayTake ? askNow : null} />
      {schedule.isArchived ? <Callout title="This schedule is archived">Nobody is on call by it. Its history stays.</Callout> : null}
      {present ? (
        <section aria-label="Now and next" className="flex flex-wrap items-center gap-x-8 gap-y-3 rounded-lg border border-line px-4 py-3">
          <Present item={present} />
          <Following item={present} />
          {mayTake ? (
            <span className="sm:ml-auto">
              <TakeOver item={present} />
            </span>
          ) : null}
        </section>
      ) : null}
      <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h2 className="text-13 font-semibold">Calendar</h2>
        <CalendarBar place={place} zone={zone} />
        <Calendar
          label={`Calendar of ${name}`}
          window={place.window}
          rows={rows}
          viewerZone={zone}
          scheduleZone={schedule.zone}
          onRange={mayTake ? (chosen, row) => row.isFinal && setRange(chosen) : undefined}
        />
        {mayTake ? (
          <p className="text-12 text-ink-faint">
            Choose a shift in the last row, or draw over some hours, to {schedule.mayChange ? "put somebody else on call" : "take them over"}.
          </p>
        ) : null}
      </section>
      <div className="grid gap-6 lg:grid-cols-2">
        <LoadTable schedule={schedule} span={span} />
        <OverrideList schedule={schedule} />
        <LayerWords schedule={schedule} />
        <section className="grid content-start gap-2">
          <h2 className="text-13 font-semibold">Hours without anybody</h2>
          <GapList gaps={ahead} showsSchedule={false} />
          {schedule.warnsOfGaps ? null : <p className="text-12 text-ink-faint">They are meant: nobody is told of them.</p>}
        </section>
      </div>
      <OverrideDialog asked={range ? { schedule, range, mayChoose: schedule.mayChange } : null} onClose={() => setRange(null)} />
    </div>
  );
}

function ScheduleHead({ schedule, onOverride }: { schedule: ScheduleDetails; onOverride: (() => void) | null }) {
  const router = useRouter();
  const { name, slug, description, team, zone, mayChange, isArchived } = schedule;
  useShortcut("e", () => mayChange && router.push(`/on-call/${slug}/edit`), { label: "Edit the schedule", group: "Schedule" });
  return (
    <header className="flex flex-wrap items-start gap-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="text-12 text-ink-faint">
          <Link href="/on-call" className="hover:underline">
            On call
          </Link>
        </p>
        <h1 className="flex items-center gap-2 text-20 font-semibold">
          <bdi className="truncate">{name}</bdi>
          {isArchived ? <Chip>archived</Chip> : null}
        </h1>
        <p className="text-13 text-ink-soft">{[team?.name, zone, description].filter(Boolean).join(" · ")}</p>
      </div>
      <div className="flex gap-2">
        {onOverride ? (
          <Button kbd="o" icon={<UserPlus size={13} aria-hidden />} onClick={onOverride}>
            Override
          </Button>
        ) : null}
        {mayChange ? (
          <LinkButton href={`/on-call/${slug}/edit`} kbd="e" icon={<Pencil size={13} aria-hidden />}>
            Edit
          </LinkButton>
        ) : null}
        <ScheduleMenu schedule={schedule} />
      </div>
    </header>
  );
}

function ScheduleMenu({ schedule: { id, name, isArchived, mayChange } }: { schedule: ScheduleDetails }) {
  const trpc = useTRPC();
  const changed = useOnCallChanged();
  const [isFeedOpen, setFeedOpen] = useState(false);
  const archive = useCommand(trpc.oncall.archive.mutationOptions(), changed);
  const setArchived = (value: boolean) => archive.mutate({ id, isArchived: value });
  const end = () => {
    setArchived(true);
    toast.done(`${name} is archived. Nobody is on call by it any more.`, { undo: () => setArchived(false) });
  };
  const own = isArchived
    ? { label: "Take out of the archive", startsGroup: true, onSelect: () => setArchived(false) }
    : { label: "Archive", isDangerous: true, startsGroup: true, onSelect: end };
  return (
    <>
      <Menu
        label={`More for ${name}`}
        trigger={<IconButton label={`More for ${name}`} icon={<MoreHorizontal size={16} />} />}
        items={[{ label: "Calendar address…", onSelect: () => setFeedOpen(true) }, ...(mayChange ? [own] : [])]}
      />
      <FeedDialog isOpen={isFeedOpen} schedule={{ id, name }} onClose={() => setFeedOpen(false)} />
    </>
  );
}
