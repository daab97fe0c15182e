"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { PersonPicker } from "#components/roles/person-picker.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { OwnShift } from "#lib/contracts/oncall-views.ts";
import { moved } from "#lib/oncall/index.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { useOnCallChanged } from "./use-on-call-changed.ts";
import { useViewerZone } from "./use-viewer-zone.ts";
import { spanWords } from "./words.ts";

/** Asks somebody to take a shift of one's own, for one of theirs or for nothing. */
export function SwapDialog({ shift, onClose }: { shift: OwnShift | null; onClose: () => void }) {
  const zone = useViewerZone();
  return (
    <Dialog
      isOpen={shift !== null}
      title="Ask for a swap"
      description={shift ? `${shift.schedule.name}, ${spanWords(shift, zone)}` : undefined}
      onClose={onClose}
    >
      {shift ? <SwapForm shift={shift} onClose={onClose} /> : null}
    </Dialog>
  );
}

const AHEAD_MS = 60 * 86_400_000;
const MOST = 40;

function SwapForm({ shift, onClose }: { shift: OwnShift; onClose: () => void }) {
  const trpc = useTRPC();
  const zone = useViewerZone();
  const changed = useOnCallChanged();
  const [chosen, setChosen] = useState<Choice[]>([]);
  const [returned, setReturned] = useState("");
  const [message, setMessage] = useState("");
  const [openedAt] = useState(() => new Date().toISOString());
  const person = chosen[0];
  const window = { schedule: shift.schedule.id, from: openedAt, to: moved(openedAt, AHEAD_MS) };
  const { data } = useQuery(trpc.oncall.shifts.queryOptions(window));
  const theirs = (data?.shifts ?? []).filter((one) => one.person.id === person?.id).slice(0, MOST);
  const take = theirs.find(({ from }) => from === returned);
  const ask = useCommand(trpc.oncall.requestSwap.mutationOptions(), () => {
    changed();
    toast.done(`${person?.name ?? "They"} will be told and decide`);
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!person) return;
    const give = { from: shift.from, to: shift.to };
    ask.mutate({ schedule: shift.schedule.id, to: person.id, give, take: take ? { from: take.from, to: take.to } : null, message });
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <PersonPicker label="Who could take it" chosen={chosen} onChange={setChosen} />
      <Select
        label="In return you take"
        value={returned}
        isDisabled={!person}
        options={[{ value: "", label: "Nothing" }, ...theirs.map((one) => ({ value: one.from, label: spanWords(one, zone) }))]}
        onChange={setReturned}
        help={person && theirs.length === 0 ? `${person.name} has no shift on this schedule in the next 60 days.` : undefined}
      />
      <Textarea
        label="Message"
        value={message}
        onChange={setMessage}
        placeholder="School play on Thursday evening"
        error={fieldError(ask.problem, "message")}
      />
      <p className="text-12 text-ink-faint">Nothing changes until they accept.</p>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isDisabled={!person} isPending={ask.isPending}>
          Ask
        </Button>
      </DialogActions>
    </form>
  );
}
