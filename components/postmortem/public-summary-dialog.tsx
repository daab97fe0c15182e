"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useDraft } from "#components/live/drafts.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PublicPostmortem } from "#lib/contracts/public-postmortem.ts";
import { internalIn } from "#lib/postmortem/public-words.ts";
import { type Problem, problemFrom, useTRPC } from "#lib/trpc/client.tsx";
import { StandingSummary } from "./standing-summary.tsx";

/** Tells customers what was learned, after the review. */
export function PublicSummaryButton({ reference }: { reference: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Megaphone size={14} aria-hidden />} onClick={() => setOpen(true)}>
        Tell customers…
      </Button>
      <Dialog
        isOpen={isOpen}
        title="What customers read"
        description="A public summary on the status page. Notes, names and evidence stay inside."
        size="lg"
        onClose={() => setOpen(false)}
      >
        {isOpen ? <Body reference={reference} onClose={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  );
}

function Body({ reference, onClose }: { reference: string; onClose: () => void }) {
  const trpc = useTRPC();
  const { data, error } = useQuery({ ...trpc.postmortems.publicDraft.queryOptions({ reference }), staleTime: 0, gcTime: 0 });
  if (error) return <ErrorState title="It could not be read">{problemFrom(error).detail}</ErrorState>;
  if (!data) return <Skeleton rows={6} />;
  if (data.standing) return <StandingSummary reference={reference} standing={data.standing} onClose={onClose} />;
  if (data.obstacle)
    return (
      <>
        <Callout title={data.obstacle}>{data.waiting ? <p className="pt-1 whitespace-pre-wrap">{data.waiting.text}</p> : null}</Callout>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
        </DialogActions>
      </>
    );
  return <Composer reference={reference} draft={data} onClose={onClose} />;
}

function Composer({ reference, draft, onClose }: { reference: string; draft: PublicPostmortem; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const kept = useDraft(`public postmortem ${reference}`);
  const text = kept.text || draft.text;
  const asks = draft.pages.some(({ needsApproval }) => needsApproval);
  const publish = useCommand(trpc.postmortems.tellPublic.mutationOptions(), ({ state }) => {
    kept.clear();
    void client.invalidateQueries({ queryKey: trpc.postmortems.publicDraft.queryKey({ reference }) });
    toast.done(state === "waiting" ? "It waits for somebody else's approval." : "Customers can read it.");
    onClose();
  });
  const send = (accepts: boolean) => publish.mutate({ reference, text, pages: draft.pages.map(({ slug }) => slug), accepts });
  return (
    <div className="grid gap-3">
      <Textarea label="The public text" rows={10} value={text} onChange={kept.setText} isAutoFocused />
      <Internal text={text} />
      <p className="text-12 text-ink-soft">
        On {draft.pages.map(({ name }) => name).join(", ")}, under the incident.{asks ? " Somebody else approves it first." : ""}
      </p>
      <Refused problem={publish.problem} onAnyway={() => send(true)} />
      <DialogActions>
        {kept.text ? (
          <Button variant="ghost" onClick={kept.clear}>
            Back to the draft
          </Button>
        ) : null}
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" isPending={publish.isPending} isDisabled={text.trim() === ""} onClick={() => send(false)}>
          {asks ? "Ask for approval" : "Publish"}
        </Button>
      </DialogActions>
    </div>
  );
}

/** What should not be public, said before it is. */
function Internal({ text }: { text: string }) {
  const trpc = useTRPC();
  const { data: names = [] } = useQuery({ ...trpc.postmortems.names.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const found = internalIn(text, names);
  if (found.length === 0) return null;
  return (
    <Callout tone="warn" title="This may be meant for inside">
      <ul aria-label="Words for inside" className="grid gap-0.5">
        {found.map(({ words, why }) => (
          <li key={words} className="[overflow-wrap:anywhere]">
            <span className="font-mono text-12">{words}</span> {why}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function Refused({ problem, onAnyway }: { problem: Problem | null; onAnyway: () => void }) {
  if (!problem) return null;
  return (
    <Callout tone="bad" title={problem.errors[0]?.message ?? problem.detail}>
      {problem.code === "contradiction" ? (
        <div className="pt-2">
          <Button size="sm" onClick={onAnyway}>
            Publish all the same
          </Button>
        </div>
      ) : null}
    </Callout>
  );
}
