"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { PersonPicker } from "#components/roles/person-picker.tsx";
import { keyFrom } from "#components/settings/key-from.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PositionView } from "#lib/contracts/escalation/policies.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

type PositionListProps = { positions: PositionView[]; canChange: boolean; onChanged: () => void };

/** Who holds which position: policies name the position, so that nobody edits them when somebody leaves. */
export function PositionList({ positions, canChange, onChanged }: PositionListProps) {
  const [editing, setEditing] = useState<PositionView | "new" | null>(null);
  return (
    <section aria-label="Positions" className="grid gap-2">
      <div className="flex items-end gap-3">
        <div className="flex-1">
          <h2 className="text-14 font-semibold">Positions</h2>
          <p className="text-13 text-ink-soft">Policies name positions; here stands who holds them.</p>
        </div>
        {canChange ? (
          <Button icon={<Plus size={14} aria-hidden />} onClick={() => setEditing("new")}>
            New position
          </Button>
        ) : null}
      </div>
      <ul aria-label="Positions" className="divide-y divide-line border-y border-line">
        {positions.map((position) => (
          <li key={position.key} className="flex min-w-0 items-center gap-2 py-1.5 text-13">
            <bdi className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">{position.name}</bdi>
            {position.holder ? <bdi className="text-ink-soft">{position.holder.name}</bdi> : <span className="text-warn">nobody</span>}
            {canChange ? (
              <>
                <IconButton size="sm" label={`Change ${position.name}`} icon={<Pencil size={14} />} onClick={() => setEditing(position)} />
                <RemoveButton position={position} onChanged={onChanged} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {editing ? (
        <PositionDialog
          position={editing === "new" ? null : editing}
          taken={positions.map(({ key }) => key)}
          onChanged={onChanged}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </section>
  );
}

function RemoveButton({ position: { key, name, holder }, onChanged }: { position: PositionView; onChanged: () => void }) {
  const trpc = useTRPC();
  const save = useCommand(trpc.policies.savePosition.mutationOptions(), onChanged);
  const remove = useCommand(trpc.policies.removePosition.mutationOptions(), () => {
    onChanged();
    toast.done(`${name} is removed.`, { undo: () => save.mutate({ key, version: 0, name, user: holder?.id ?? null }) });
  });
  return (
    <IconButton size="sm" label={`Remove ${name}`} icon={<Trash2 size={14} />} isPending={remove.isPending} onClick={() => remove.mutate({ key })} />
  );
}

type PositionDialogProps = { position: PositionView | null; taken: string[]; onChanged: () => void; onClose: () => void };

function PositionDialog({ position, taken, onChanged, onClose }: PositionDialogProps) {
  const trpc = useTRPC();
  const [name, setName] = useState(position?.name ?? "");
  const [holder, setHolder] = useState<Choice[]>(position?.holder ? [position.holder] : []);
  const save = useCommand(trpc.policies.savePosition.mutationOptions(), () => {
    onChanged();
    onClose();
  });
  return (
    <Dialog isOpen title={position ? position.name : "New position"} description="Whoever is paged next is its new holder." onClose={onClose}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const key = position?.key ?? keyFrom(name, "-", taken);
          save.mutate({ key, version: position?.version ?? 0, name, user: holder[0]?.id ?? null });
        }}
      >
        <Input label="Name" value={name} onChange={setName} isAutoFocused={!position} error={fieldError(save.problem, "name")} dir="auto" />
        <PersonPicker label="Held by" chosen={holder} onChange={setHolder} />
        {save.problem && save.problem.errors.length === 0 ? <Callout tone="bad">{save.problem.detail}</Callout> : null}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={save.isPending} isDisabled={name.trim() === ""}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
