"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { SectionChange } from "#lib/contracts/postmortem.ts";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";

const SIGNS = { add: "+", remove: "−", keep: "" };
const LOOKS = { add: "bg-good-soft", remove: "bg-bad-soft", keep: "text-ink-soft" };

/** What would change if a section were written anew: each change can be left out, and what people wrote stays in any case. */
export function RegenerateDialog({ reference, section, onClose }: { reference: string; section: string; onClose: () => void }) {
  const trpc = useTRPC();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const proposal = useQuery({ ...trpc.postmortems.proposeSection.queryOptions({ reference, section }), staleTime: 0, gcTime: 0 });
  const apply = useCommand(trpc.postmortems.applySection.mutationOptions(), ({ added, removed, kept }) => {
    toast.done(`${added} added, ${removed} removed, ${kept} kept.`);
    onClose();
  });
  const changes = proposal.data?.changes ?? [];
  const offered = changes.filter(({ kind }) => kind !== "keep").map(keyOf);
  const accept = offered.filter((key) => !left.has(key));
  const toggle = (key: string) => setLeft((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  return (
    <Dialog
      isOpen
      title={`Write “${proposal.data?.title ?? section}” anew`}
      description="From what is known now. What people wrote or changed stays as it is."
      size="lg"
      onClose={onClose}
    >
      {proposal.error ? <ErrorState title="It could not be written">{problemFrom(proposal.error).detail}</ErrorState> : null}
      {proposal.isPending ? <Skeleton rows={4} /> : null}
      {proposal.data && offered.length === 0 ? <p className="py-2 text-13 text-ink-soft">Nothing has changed since it was written.</p> : null}
      <ul aria-label="Changes" className="grid gap-1">
        {changes.map((change) => (
          <Change key={keyOf(change)} change={change} isAccepted={!left.has(keyOf(change))} onToggle={() => toggle(keyOf(change))} />
        ))}
      </ul>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          isDisabled={accept.length === 0}
          isPending={apply.isPending}
          onClick={() => apply.mutate({ reference, section, accept })}
        >
          {`Accept ${accept.length} ${accept.length === 1 ? "change" : "changes"}`}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const keyOf = ({ kind, id }: SectionChange): string => `${kind}:${id}`;

function Change({ change, isAccepted, onToggle }: { change: SectionChange; isAccepted: boolean; onToggle: () => void }) {
  const { kind, text, isHuman } = change;
  const words = (
    <span className="min-w-0 [overflow-wrap:anywhere]">
      <span className="font-mono">{SIGNS[kind]} </span>
      {text || "An empty line"}
      {isHuman ? <span className="ml-1.5 text-12 text-accent-ink">written by people</span> : null}
    </span>
  );
  if (kind === "keep") return <li className={`rounded-md px-2.5 py-1 text-13 ${LOOKS.keep}`}>{words}</li>;
  return (
    <li className={`rounded-md px-2.5 py-1 text-13 ${LOOKS[kind]} ${isAccepted ? "" : "opacity-50"}`}>
      <label className="flex items-start gap-2">
        <input type="checkbox" checked={isAccepted} onChange={onToggle} className="mt-1 accent-accent" />
        {words}
      </label>
    </li>
  );
}
