"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { PersonPicker } from "#components/roles/person-picker.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.tsx";
import { levelTimes, viewOf } from "#lib/contracts/escalation/times.ts";
import type { Severity } from "#lib/contracts/incident.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

type Whom = "next" | "level" | "person" | "position";

/** Pages by hand, with the reason: the next level, another one, a person or whoever holds a position; and raises the severity if wanted. */
export function EscalateDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const levels = room.escalation?.policy?.levels ?? [];
  const next = nextLevel(room);
  const [whom, setWhom] = useState<Whom>(next ? "next" : levels.length > 0 ? "level" : "person");
  const [level, setLevel] = useState(next?.id ?? levels[0]?.id ?? "");
  const [person, setPerson] = useState<Choice[]>([]);
  const [position, setPosition] = useState("");
  const [severity, setSeverity] = useState<Severity | "">("");
  const [reason, setReason] = useState("");
  const { data: book } = useQuery(trpc.policies.book.queryOptions());
  const positions = (book?.positions ?? []).map(({ key, name, holder }) => ({ value: key, label: `${name} (${holder?.name ?? "nobody holds it"})` }));
  const escalate = useCommand(trpc.escalation.escalate.mutationOptions(), ({ paged, problems }) => {
    toast.done(paged.length > 0 ? `Paged ${paged.map(({ name }) => name).join(", ")}.` : `Nobody was paged. ${problems.join("; ")}.`);
    onClose();
  });
  const options = [
    ...(next ? [{ value: "next" as const, label: `The next level: ${next.title}` }] : []),
    ...(levels.length > 0 ? [{ value: "level" as const, label: "A level of the policy" }] : []),
    { value: "person" as const, label: "A person" },
    { value: "position" as const, label: "Whoever holds a position" },
  ];
  const target = {
    next: {},
    level: { level },
    person: { user: person[0]?.id },
    position: { position: position || positions[0]?.value },
  }[whom];
  const isReady = reason.trim() !== "" && (whom !== "person" || person.length > 0) && (whom !== "position" || positions.length > 0);
  return (
    <Dialog isOpen title="Escalate" description="Whoever is at work on the incident already is not paged." onClose={onClose}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) escalate.mutate({ reference: room.reference, ...target, severity: severity || null, reason });
        }}
      >
        <RadioGroup label="Whom" value={whom} options={options} onChange={setWhom} />
        {whom === "level" ? (
          <Select
            label="Level"
            value={level}
            options={levels.map(({ id, title }, index) => ({ value: id, label: `L${index + 1} ${title}` }))}
            onChange={setLevel}
          />
        ) : null}
        {whom === "person" ? <PersonPicker label="Person" chosen={person} onChange={setPerson} /> : null}
        {whom === "position" && positions.length > 0 ? (
          <Select label="Position" value={position || (positions[0]?.value ?? "")} options={positions} onChange={setPosition} />
        ) : null}
        <Input
          label="Why"
          value={reason}
          onChange={setReason}
          isAutoFocused
          placeholder="Need somebody who may approve a failover"
          error={fieldError(escalate.problem, "reason")}
        />
        <SeverityRaise room={room} value={severity} onChange={setSeverity} error={fieldError(escalate.problem, "severity")} />
        {escalate.problem && escalate.problem.errors.length === 0 ? <Callout tone="bad">{escalate.problem.detail}</Callout> : null}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={escalate.isPending} isDisabled={!isReady}>
            Page them
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type RaiseProps = { room: RoomState; value: Severity | ""; onChange: (value: Severity | "") => void; error: string | null };

function SeverityRaise({ room, value, onChange, error }: RaiseProps) {
  const higher = SEVERITIES.filter((severity) => room.severity === null || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(room.severity));
  if (higher.length === 0) return null;
  const options = [
    { value: "" as const, label: room.severity ? `Stays ${room.severity}` : "Not judged yet" },
    ...higher.map((severity) => ({ value: severity, label: `Raise to ${severity}` })),
  ];
  return (
    <Select label="Severity" value={value} options={options} onChange={onChange} error={error} help={value ? raiseWords(room, value) : undefined} />
  );
}

/** What raising leads to by itself. */
function raiseWords(room: RoomState, severity: Severity): string {
  const { escalation } = room;
  const also = escalation
    ? levelTimes(escalation, { ...viewOf(room), severity }).filter(
        ({ state }, index) => state === "due" && levelTimes(escalation, viewOf(room))[index]?.state !== "due",
      )
    : [];
  const armed = also.length > 0 ? ` It also arms ${also.map(({ level }) => level.title).join(" and ")}; what is overdue pages at once.` : "";
  return `The update clock starts again. Nobody is paged twice for the same level.${armed}`;
}

function nextLevel(room: RoomState) {
  return room.escalation ? (levelTimes(room.escalation, viewOf(room)).find(({ state }) => state !== "fired")?.level ?? null) : null;
}
