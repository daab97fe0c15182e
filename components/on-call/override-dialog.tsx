"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { toInstant, toLocalInput } from "#components/incidents/local-time.ts";
import { PersonPicker } from "#components/roles/person-picker.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { OnCallSchedule } from "#lib/contracts/oncall.ts";
import { gaps, shifts } from "#lib/oncall/index.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import type { Range } from "./calendar/calendar.tsx";
import { useOnCallChanged } from "./use-on-call-changed.ts";
import { spanWords } from "./words.ts";

type Asked = { schedule: OnCallSchedule; range: Range; mayChoose: boolean };
type OverrideDialogProps = { asked: Asked | null; onClose: () => void };

/** Puts somebody on call for some hours: oneself, or whom a lead chooses. */
export function OverrideDialog({ asked, onClose }: OverrideDialogProps) {
  return (
    <Dialog
      isOpen={asked !== null}
      title={asked?.mayChoose ? "Put somebody on call" : "Take over"}
      description={asked ? `${asked.schedule.name}, in the place of whoever the layers say` : undefined}
      onClose={onClose}
    >
      {asked ? <OverrideForm key={asked.range.from} {...asked} onClose={onClose} /> : null}
    </Dialog>
  );
}

function OverrideForm({ schedule, range, mayChoose, onClose }: Asked & { onClose: () => void }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const changed = useOnCallChanged();
  const [chosen, setChosen] = useState<Choice[]>([{ id: me.id, name: me.name }]);
  const [from, setFrom] = useState(toLocalInput(range.from));
  const [to, setTo] = useState(toLocalInput(range.to));
  const [reason, setReason] = useState("");
  const remove = useCommand(trpc.oncall.removeOverride.mutationOptions(), changed);
  const add = useCommand(trpc.oncall.addOverride.mutationOptions(), ({ id }) => {
    changed();
    toast.done(`${chosen[0]?.name ?? "Somebody"} is on call for these hours`, { undo: () => remove.mutate({ id }) });
    onClose();
  });
  const hours = { from: toInstant(from) ?? "", to: toInstant(to) ?? "" };
  const isUsable = hours.from !== "" && hours.from < hours.to && chosen.length === 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isUsable) add.mutate({ schedule: schedule.id, person: chosen[0]?.id ?? "", ...hours, reason });
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      {mayChoose ? <PersonPicker label="Who" chosen={chosen} onChange={setChosen} /> : null}
      <div className="grid gap-3 sm:grid-cols-2">
        <Input label="From (your time)" type="datetime-local" value={from} onChange={setFrom} error={fieldError(add.problem, "from")} />
        <Input label="Until (your time)" type="datetime-local" value={to} onChange={setTo} error={fieldError(add.problem, "to")} />
      </div>
      <Input label="Reason" value={reason} onChange={setReason} placeholder="Dentist" maxLength={200} />
      {isUsable ? (
        <Instead schedule={schedule} hours={hours} />
      ) : (
        <Callout tone="warn">The end has to come after the beginning, and somebody has to be chosen.</Callout>
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isDisabled={!isUsable} isPending={add.isPending}>
          {mayChoose ? "Put on call" : "Take over"}
        </Button>
      </DialogActions>
    </form>
  );
}

const MOST = 5;

/** In whose place. */
function Instead({ schedule, hours }: { schedule: OnCallSchedule; hours: Range }) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = [
    ...shifts(schedule, hours.from, hours.to).map((shift) => ({ ...shift, name: shift.person.name })),
    ...gaps(schedule, hours.from, hours.to).map((gap) => ({ ...gap, name: "Nobody" })),
  ].toSorted((one, other) => one.from.localeCompare(other.from));
  return (
    <div className="text-12 text-ink-soft">
      <p>In the place of</p>
      <ul>
        {all.slice(0, MOST).map(({ from, to, name }) => (
          <li key={from}>
            <bdi className="font-medium text-ink">{name}</bdi>, {spanWords({ from, to }, own)}
          </li>
        ))}
        {all.length > MOST ? <li>and {all.length - MOST} more</li> : null}
      </ul>
      {own === schedule.zone ? null : (
        <p className="pt-1 text-ink-faint">
          By the schedule’s clocks: {spanWords(hours, schedule.zone)} ({schedule.zone})
        </p>
      )}
    </div>
  );
}
