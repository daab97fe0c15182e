import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { MAINTENANCE_STATE_LABELS, type Maintenance } from "#lib/contracts/status/maintenance.ts";
import { dateTime } from "#lib/time.ts";

type Props = {
  one: Maintenance;
  components: readonly { id: string; name: string }[];
  mayPlan: boolean;
  onChange: () => void;
  onEnd: () => void;
};

export function MaintenanceRow({ one, components, mayPlan, onChange, onEnd }: Props) {
  const { title, text, state, startsAt, endsAt, startedAt, endedAt, remindedAt, reason } = one;
  const names = components.filter(({ id }) => one.components.includes(id)).map(({ name }) => name);
  const isOpen = state === "scheduled" || state === "running";
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="font-medium">{title}</p>
        <p className="text-13 whitespace-pre-wrap text-ink-soft">{text}</p>
        <p className="text-12 text-ink-soft tabular-nums">
          {dateTime(startedAt ?? startsAt)} – {dateTime(endedAt ?? endsAt)} · {names.join(", ")}
          {state === "scheduled" && remindedAt ? " · reminded" : ""}
          {reason ? ` · ${reason}` : ""}
        </p>
      </div>
      <Chip>{MAINTENANCE_STATE_LABELS[state]}</Chip>
      {mayPlan && isOpen ? (
        <div className="flex gap-2">
          <Button size="sm" onClick={onChange}>
            Change…
          </Button>
          <Button size="sm" onClick={onEnd}>
            {state === "running" ? "End now…" : "Call off…"}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
