"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ImpactLevel } from "#lib/contracts/incident.ts";
import { IMPACT_LEVELS } from "#lib/contracts/incident-terms.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { toInstant, toLocalInput } from "./local-time.ts";
import { useRoomView } from "./room-context.tsx";

/** One stretch of impact: on what, how bad, from when to when. */
export function IntervalForm({ id, onDone }: { id: string | null; onDone: () => void }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const before = room.intervals.find((interval) => interval.id === id) ?? null;
  const [service, setService] = useState(before?.service?.id ?? room.services[0]?.id ?? "");
  const [level, setLevel] = useState<ImpactLevel>(before?.level ?? "partial");
  const [share, setShare] = useState(before?.share == null ? "" : String(Math.round(before.share * 100)));
  const [startedAt, setStartedAt] = useState(toLocalInput(before?.startedAt ?? room.timestamps.startedAt?.at ?? new Date().toISOString()));
  const [endedAt, setEndedAt] = useState(before?.endedAt ? toLocalInput(before.endedAt) : "");
  const open = useCommand(trpc.incidents.openInterval.mutationOptions(), onDone);
  const change = useCommand(trpc.incidents.changeInterval.mutationOptions(), onDone);
  const problem = open.problem ?? change.problem;
  const values = {
    level,
    share: share.trim() === "" ? null : Number(share) / 100,
    startedAt: toInstant(startedAt) ?? undefined,
    endedAt: toInstant(endedAt),
  };
  const save = (ended: string | null = values.endedAt) => {
    if (before) change.mutate({ reference: room.reference, id: before.id, ...values, endedAt: ended });
    else open.mutate({ reference: room.reference, service: service || null, ...values });
  };
  const services = [{ value: "", label: "Everything" }, ...room.services.map(({ id: value, name }) => ({ value, label: name }))];
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="grid gap-3 sm:grid-cols-3">
        <Select label="Service" value={service} options={services} onChange={setService} isDisabled={before !== null} />
        <Select label="Level" value={level} options={IMPACT_LEVELS.map((value) => ({ value, label: value }))} onChange={setLevel} />
        <Input label="Share affected, %" inputMode="decimal" value={share} onChange={setShare} error={fieldError(problem, "share")} />
        <Input
          label="Began (your time)"
          type="datetime-local"
          step={1}
          value={startedAt}
          onChange={setStartedAt}
          error={fieldError(problem, "startedAt")}
        />
        <Input
          label="Ended (empty: goes on)"
          type="datetime-local"
          step={1}
          value={endedAt}
          onChange={setEndedAt}
          error={fieldError(problem, "endedAt")}
        />
      </div>
      <DialogActions>
        {before ? (
          <Button variant="ghost" onClick={() => change.mutate({ reference: room.reference, id: before.id, isRemoved: true })}>
            Remove
          </Button>
        ) : null}
        {before && before.endedAt === null ? <Button onClick={() => save(new Date().toISOString())}>Ended now</Button> : null}
        <Button type="submit" variant="primary" isPending={open.isPending || change.isPending}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}
