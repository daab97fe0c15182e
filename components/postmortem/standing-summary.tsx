"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PublicPostmortem } from "#lib/contracts/public-postmortem.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

type StandingProps = { reference: string; standing: NonNullable<PublicPostmortem["standing"]>; onClose: () => void };

/** What customers read now, and the way to take it back. */
export function StandingSummary({ reference, standing, onClose }: StandingProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const retract = useCommand(trpc.postmortems.retractPublic.mutationOptions(), () => {
    void client.invalidateQueries({ queryKey: trpc.postmortems.publicDraft.queryKey({ reference }) });
    toast.done("Taken back. The page says that it was, and why.");
    onClose();
  });
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        retract.mutate({ reference, reason });
      }}
    >
      <p className="text-12 text-ink-soft">
        Published <TimeText at={standing.at} /> by <bdi>{standing.by}</bdi> on{" "}
        {standing.pages.map((slug) => (
          <Link key={slug} href={`/status/${slug}`} target="_blank" className="mr-1 text-accent-ink underline underline-offset-2">
            {slug}
          </Link>
        ))}
      </p>
      <p className="max-h-[40dvh] overflow-y-auto rounded-md border border-line px-3 py-2 text-13 whitespace-pre-wrap">{standing.text}</p>
      <Input
        label="Why it is taken back"
        value={reason}
        onChange={setReason}
        help="It stands on the page."
        error={fieldError(retract.problem, "reason")}
      />
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
        <Button type="submit" variant="danger" isPending={retract.isPending} isDisabled={reason.trim() === ""}>
          Take back
        </Button>
      </DialogActions>
    </form>
  );
}
