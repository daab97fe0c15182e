"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Publication } from "#lib/contracts/status/publication.ts";
import { UPDATE_STATUS_LABELS } from "#lib/contracts/status/terms.ts";
import { dateTime } from "#lib/time.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

type Open = { kind: "correct" | "retract"; publication: Publication } | null;

/** What was published, the newest first, with what became of it. */
export function PublishedList({ room, onDone }: { room: RoomState; onDone: () => void }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const done = () => {
    close();
    onDone();
  };
  if (room.told.publications.length === 0) return null;
  return (
    <section>
      <h2 className="pb-2 text-14 font-semibold">Published</h2>
      <ul className="divide-y divide-line border-y border-line">
        {room.told.publications.toReversed().map((one) => (
          <li key={one.id} className="flex flex-wrap items-start gap-x-4 gap-y-1 py-3">
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                {UPDATE_STATUS_LABELS[one.status]} · {one.title}
              </p>
              <p className={`text-13 whitespace-pre-wrap ${one.retracted ? "line-through" : "text-ink-soft"}`}>{one.text}</p>
              <p className="text-12 text-ink-faint">
                {dateTime(one.at)} by {one.by}
                {one.approvedBy ? `, approved by ${one.approvedBy}` : ""} on {one.pages.map(({ name }) => name).join(", ")}
                {one.corrections.length > 0 ? ` · corrected: ${one.corrections.at(-1)?.reason}` : ""}
                {one.retracted ? ` · taken back: ${one.retracted.reason}` : ""}
              </p>
            </div>
            {one.retracted ? null : (
              <div className="flex gap-2">
                <Button size="sm" onClick={() => setOpen({ kind: "correct", publication: one })}>
                  Correct…
                </Button>
                <Button size="sm" onClick={() => setOpen({ kind: "retract", publication: one })}>
                  Take back…
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Dialog title="Correct the update" isOpen={open?.kind === "correct"} onClose={close}>
        {open ? <CorrectForm reference={room.reference} publication={open.publication} onDone={done} onCancel={close} /> : null}
      </Dialog>
      <Dialog title="Take the update back" isOpen={open?.kind === "retract"} onClose={close}>
        {open ? <RetractForm reference={room.reference} publication={open.publication} onDone={done} onCancel={close} /> : null}
      </Dialog>
    </section>
  );
}

type FormProps = { reference: string; publication: Publication; onDone: () => void; onCancel: () => void };

function CorrectForm({ reference, publication, onDone, onCancel }: FormProps) {
  const trpc = useTRPC();
  const [text, setText] = useState(publication.text);
  const [reason, setReason] = useState("");
  const correct = useCommand(trpc.status.correct.mutationOptions(), onDone);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        correct.mutate({ reference, id: publication.id, text, reason });
      }}
    >
      <Textarea label="What it says" rows={5} value={text} onChange={setText} error={fieldError(correct.problem, "text")} />
      <Input
        label="Why"
        value={reason}
        onChange={setReason}
        help="It stands on the page, with what was said before."
        error={fieldError(correct.problem, "reason")}
      />
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={correct.isPending} isDisabled={reason.trim() === "" || text === publication.text}>
          Correct
        </Button>
      </DialogActions>
    </form>
  );
}

function RetractForm({ reference, publication, onDone, onCancel }: FormProps) {
  const trpc = useTRPC();
  const [reason, setReason] = useState("");
  const retract = useCommand(trpc.status.retract.mutationOptions(), onDone);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        retract.mutate({ reference, id: publication.id, reason });
      }}
    >
      <p className="text-13">The page will say that it was taken back, when and why, and no longer what it said. This cannot be undone.</p>
      <Input label="Why" value={reason} onChange={setReason} isAutoFocused error={fieldError(retract.problem, "reason")} />
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="danger" isPending={retract.isPending} isDisabled={reason.trim() === ""}>
          Take back
        </Button>
      </DialogActions>
    </form>
  );
}
