"use client";

import { useCommand } from "#components/forms/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Phase } from "#lib/contracts/incident.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AccessForm } from "./access-form.tsx";
import { MergeForm, RelateForm } from "./other-incident-form.tsx";
import { SeverityForm } from "./severity-form.tsx";
import { StatusForm } from "./status-form.tsx";
import { TimesForm } from "./times-form.tsx";
import { UpdateForm } from "./update-form.tsx";

export type RoomDialogName = "status" | "severity" | "update" | "times" | "access" | "merge" | "unmerge" | "relate";

type RoomDialogsProps = { name: RoomDialogName; target: Phase | null; view: RoomView; onClose: () => void };

const TITLES: Record<Exclude<RoomDialogName, "unmerge">, string> = {
  status: "Change the status",
  severity: "Change the severity",
  update: "Post an update",
  times: "Times",
  access: "Who may see this incident",
  merge: "Merge into another incident",
  relate: "Relate to another incident",
};

/** The dialogs that a room opens; one at a time. */
export function RoomDialogs({ name, target, view, onClose }: RoomDialogsProps) {
  if (name === "unmerge") return <UndoMerge view={view} onClose={onClose} />;
  return (
    <Dialog isOpen title={TITLES[name]} onClose={onClose}>
      {name === "status" ? <StatusForm view={view} target={target} onDone={onClose} /> : null}
      {name === "severity" ? <SeverityForm view={view} onDone={onClose} /> : null}
      {name === "update" ? <UpdateForm view={view} onDone={onClose} /> : null}
      {name === "times" ? <TimesForm view={view} /> : null}
      {name === "access" ? <AccessForm view={view} onDone={onClose} /> : null}
      {name === "merge" ? <MergeForm reference={view.room.reference} onDone={onClose} /> : null}
      {name === "relate" ? <RelateForm reference={view.room.reference} onDone={onClose} /> : null}
    </Dialog>
  );
}

function UndoMerge({ view, onClose }: { view: RoomView; onClose: () => void }) {
  const trpc = useTRPC();
  const unmerge = useCommand(trpc.incidents.unmerge.mutationOptions(), onClose);
  const { reference, mergedInto } = view.room;
  return (
    <ConfirmDialog
      isOpen
      title="Undo the merge"
      confirm="Undo the merge"
      isPending={unmerge.isPending}
      onConfirm={() => unmerge.mutate({ reference })}
      onClose={onClose}
    >
      {reference} becomes an incident of its own again. What moved to {mergedInto?.reference} with the merge comes off there.
    </ConfirmDialog>
  );
}
