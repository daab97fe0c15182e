"use client";

import { useQuery } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useDeferredValue, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { AvatarStack } from "#components/ui/avatar.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { Page } from "#lib/contracts/page.ts";
import type { PostmortemRow } from "#lib/contracts/postmortem.ts";
import { POSTMORTEM_STATE_LABELS } from "#lib/contracts/postmortem-terms.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ImportSealed } from "./import-sealed.tsx";
import { LearnTabs } from "./learn-tabs.tsx";

const TONES = { draft: "neutral", "in-review": "accent", approved: "good", published: "good" } as const;

/** Every postmortem: where its review stands, on what its sentences stand, and what is left to do. */
export function PostmortemsPage({ first }: { first: Page<PostmortemRow> }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const [search, setSearch] = useState("");
  const [isPasting, setPasting] = useState(false);
  const q = useDeferredValue(search);
  const { data } = useQuery({
    ...trpc.postmortems.list.queryOptions({ q }),
    ...(q === "" ? { initialData: first } : {}),
    placeholderData: (old) => old,
    staleTime: 0,
  });
  const items = data?.items ?? [];
  const paste =
    me.role === "viewer" ? null : (
      <>
        <ImportSealed />
        <Button variant="primary" onClick={() => setPasting(true)}>
          From notes
        </Button>
      </>
    );
  return (
    <>
      <PageHeader title="Postmortems" actions={paste} tabs={<LearnTabs />} />
      <div className="mx-auto grid max-w-5xl gap-3 p-4 sm:px-6">
        <Input label="Search" isLabelHidden placeholder="Words, titles or references" value={search} onChange={setSearch} />
        {items.length === 0 ? (
          <EmptyState title={q ? "Nothing found" : "No postmortems yet"} icon={<FileText size={16} />}>
            {q
              ? "No postmortem holds these words."
              : "When an incident is resolved, a draft waits within seconds. You can also paste notes of an incident that happened elsewhere."}
          </EmptyState>
        ) : (
          <ul aria-label="Postmortems" className="divide-y divide-line border-y border-line">
            {items.map((row) => (
              <Row key={row.reference} row={row} />
            ))}
          </ul>
        )}
      </div>
      {isPasting ? <NotesDialog onClose={() => setPasting(false)} /> : null}
    </>
  );
}

function Row({ row }: { row: PostmortemRow }) {
  const { reference, title, severity, state, declaredAt, claims, reviewers, items, openItems, isOverdue } = row;
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 py-2.5 text-13 hover:bg-surface-hover">
      <Link href={`/incidents/${reference}/postmortem`} className="truncate font-medium after:absolute after:inset-0">
        <bdi>{title}</bdi>
      </Link>
      <span className="flex items-center gap-2">
        {isOverdue ? <Chip tone="warn">overdue</Chip> : null}
        <AvatarStack people={reviewers.map(({ person }) => person)} />
        <Chip tone={TONES[state]}>{POSTMORTEM_STATE_LABELS[state]}</Chip>
      </span>
      <p className="col-span-full text-12 text-ink-faint">
        <span className="font-mono">{reference}</span> {severity ? `· ${severity} ` : ""}· <TimeText at={declaredAt} /> ·{" "}
        {claims.evidenced + claims.computed} of {claims.evidenced + claims.computed + claims.opinion + claims.unsupported} sentences supported ·{" "}
        {openItems} of {items} action items open
      </p>
    </li>
  );
}

function NotesDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [notes, setNotes] = useState("");
  const [title, setTitle] = useState("");
  const make = useCommand(trpc.postmortems.fromNotes.mutationOptions(), ({ reference }) => router.push(`/incidents/${reference}/postmortem`));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ notes, title, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  };
  return (
    <Dialog
      isOpen
      title="Postmortem from notes"
      description="The notes become the timeline of a retrospective incident; nobody is told."
      size="lg"
      onClose={onClose}
    >
      <form onSubmit={onSubmit} className="grid gap-3">
        <Textarea
          label="Notes"
          rows={10}
          value={notes}
          onChange={setNotes}
          placeholder={"14:30 Alert fired\n14:45 Flag disabled\n15:15 Full recovery"}
          help="A chat or a log as it is. Times in any usual format and zone are read; those without a zone count as yours."
          error={make.problem?.errors[0]?.message}
        />
        <Input label="Title (optional)" value={title} onChange={setTitle} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={make.isPending} isDisabled={notes.trim() === ""}>
            Write the postmortem
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
