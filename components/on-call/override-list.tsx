"use client";

import { X } from "lucide-react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ScheduleOverride } from "#lib/contracts/oncall.ts";
import type { ScheduleDetails } from "#lib/contracts/oncall-views.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useOnCallChanged } from "./use-on-call-changed.ts";
import { useViewerZone } from "./use-viewer-zone.ts";
import { spanWords } from "./words.ts";

/** Overrides that count now or later, to be taken back by whom they put on call, and by leads. */
export function OverrideList({ schedule }: { schedule: ScheduleDetails }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const zone = useViewerZone();
  const changed = useOnCallChanged();
  const add = useCommand(trpc.oncall.addOverride.mutationOptions(), changed);
  const remove = useCommand(trpc.oncall.removeOverride.mutationOptions(), changed);
  const ahead = schedule.overrides.filter(({ to }) => to > schedule.now).toSorted((one, other) => one.from.localeCompare(other.from));
  const nameOf = (id: string) => schedule.people.find((person) => person.id === id)?.name ?? "Somebody unknown";
  const takeBack = ({ id, ...override }: ScheduleOverride) =>
    remove.mutate(
      { id },
      { onSuccess: () => toast.done("The override is taken back", { undo: () => add.mutate({ schedule: schedule.id, ...override }) }) },
    );
  return (
    <section className="grid content-start gap-2">
      <h2 className="text-13 font-semibold">Overrides</h2>
      {ahead.length === 0 ? <p className="text-13 text-ink-soft">None now or to come.</p> : null}
      <ul aria-label="Overrides" className="divide-y divide-line border-y border-line text-13 empty:hidden">
        {ahead.map((override) => (
          <li key={override.id} className="flex items-center gap-3 py-1.5">
            <div className="min-w-0 flex-1">
              <p>
                <bdi className="font-medium">{nameOf(override.person)}</bdi> <span className="text-ink-soft">{spanWords(override, zone)}</span>
              </p>
              {override.reason ? <p className="truncate text-12 text-ink-faint">{override.reason}</p> : null}
            </div>
            {schedule.mayChange || override.person === me.id ? (
              <IconButton
                size="sm"
                label={`Take back the override of ${nameOf(override.person)}, ${spanWords(override, zone)}`}
                icon={<X size={14} />}
                isPending={remove.isPending && remove.variables?.id === override.id}
                onClick={() => takeBack(override)}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
