"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import type { TeamSummary } from "#lib/contracts/team.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { usePeopleChanged } from "./use-people-changed.ts";

/** Names a new team, or another name for one. */
export function TeamDialog({ isOpen, team, onClose }: { isOpen: boolean; team: TeamSummary | null; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} size="sm" title={team ? `Rename ${team.name}` : "New team"} onClose={onClose}>
      <TeamForm team={team} onClose={onClose} />
    </Dialog>
  );
}

function TeamForm({ team, onClose }: { team: TeamSummary | null; onClose: () => void }) {
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const [name, setName] = useState(team?.name ?? "");
  const [description, setDescription] = useState(team?.description ?? "");
  const done = () => {
    changed();
    onClose();
  };
  const create = useCommand(trpc.teams.create.mutationOptions(), done);
  const rename = useCommand(trpc.teams.rename.mutationOptions(), done);
  const problem = create.problem ?? rename.problem;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (team) rename.mutate({ id: team.id, name, description });
    else create.mutate({ name, description });
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <Input label="Name" value={name} onChange={setName} required isAutoFocused placeholder="Payments" error={fieldError(problem, "name")} />
      <Input
        label="What it looks after"
        value={description}
        onChange={setDescription}
        placeholder="Taking money, refunds, invoices"
        error={fieldError(problem, "description")}
      />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending || rename.isPending}>
          {team ? "Save" : "Create the team"}
        </Button>
      </DialogActions>
    </form>
  );
}
