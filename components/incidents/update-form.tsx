"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useDraft } from "#components/live/drafts.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Phase } from "#lib/contracts/incident.ts";
import { ACTIVE_PHASES } from "#lib/contracts/incident-terms.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

/** An update for everybody who watches; it starts the update clock again. */
export function UpdateForm({ view: { room }, onDone }: { view: RoomView; onDone: () => void }) {
  const trpc = useTRPC();
  const { settings } = useConsole();
  const draft = useDraft(`update ${room.reference}`);
  const [phase, setPhase] = useState<Phase>(room.phase);
  const post = useCommand(trpc.incidents.postUpdate.mutationOptions(), () => {
    draft.clear();
    onDone();
  });
  const submit = () => post.mutate({ reference: room.reference, text: draft.text, phase: phase === room.phase ? undefined : phase });
  const forward = ACTIVE_PHASES.filter(
    (step) => step === room.phase || ACTIVE_PHASES.indexOf(step) > ACTIVE_PHASES.indexOf(room.phase as (typeof ACTIVE_PHASES)[number]),
  );
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => event.key === "Enter" && (event.metaKey || event.ctrlKey) && submit()}
    >
      <Textarea
        label="What is known, what is being done, what comes next"
        rows={4}
        value={draft.text}
        onChange={draft.setText}
        isAutoFocused
        error={fieldError(post.problem, "text")}
        help={`${room.watchers.length} watching. Markdown works.`}
      />
      <Select
        label="Status"
        value={phase}
        options={forward.map((step) => ({ value: step as Phase, label: phaseLabel(settings, step) }))}
        onChange={setPhase}
      />
      <DialogActions>
        <LinkButton variant="ghost" href={`/incidents/${room.reference}/public`}>
          Tell customers…
        </LinkButton>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" kbd="mod+enter" isPending={post.isPending} isDisabled={draft.text.trim() === ""}>
          Post update
        </Button>
      </DialogActions>
    </form>
  );
}
