"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Presentation } from "lucide-react";
import { useState } from "react";
import { Section } from "#components/escalation/section.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { PersonPicker } from "#components/roles/person-picker.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Chip, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PostmortemHead, Reviewer } from "#lib/contracts/postmortem.ts";
import { POSTMORTEM_STATE_LABELS } from "#lib/contracts/postmortem-terms.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { PublicSummaryButton } from "./public-summary-dialog.tsx";

const TONES: Record<PostmortemHead["state"], Tone> = { draft: "neutral", "in-review": "accent", approved: "good", published: "good" };
const ANSWERS: Record<Reviewer["state"], [Tone, string]> = {
  asked: ["neutral", "asked"],
  approved: ["good", "approved"],
  changes: ["warn", "asks for changes"],
};

/** Where the review stands, who was asked, and what one can do now. */
export function ReviewPanel({ head, canWrite, blames }: { head: PostmortemHead; canWrite: boolean; blames: number }) {
  const { me } = useConsole();
  const approvals = head.reviewers.filter(({ state }) => state === "approved").length;
  const isAsked = head.state === "in-review" && head.reviewers.some(({ person }) => person.id === me.id);
  return (
    <Section title="Review" action={<Chip tone={TONES[head.state]}>{POSTMORTEM_STATE_LABELS[head.state]}</Chip>}>
      <p className="text-12 text-ink-soft">
        {approvals} of {head.requiredApprovals} approvals
        {head.dueAt ? (
          <>
            , due <TimeText at={head.dueAt} />
          </>
        ) : null}
      </p>
      {blames > 0 ? (
        <p className="text-12 text-warn">
          <a href="#wording" className="underline underline-offset-2">
            {blames === 1 ? "One wording blames" : `${blames} wordings blame`} somebody.
          </a>{" "}
          It can be approved all the same.
        </p>
      ) : null}
      <ul aria-label="Reviewers" className="grid gap-1.5">
        {head.reviewers.map(({ person, state, note }) => (
          <li key={person.id} className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-2 text-13">
            <Avatar id={person.id} name={person.name} size="sm" />
            <bdi className="truncate">{person.name}</bdi>
            <Chip tone={ANSWERS[state][0]}>{ANSWERS[state][1]}</Chip>
            {note ? <p className="col-span-full text-12 [overflow-wrap:anywhere] text-ink-soft">{note}</p> : null}
          </li>
        ))}
      </ul>
      <LinkButton href={`/incidents/${head.reference}/postmortem/session`} icon={<Presentation size={13} aria-hidden />}>
        Review session
      </LinkButton>
      {isAsked ? <Answer reference={head.reference} /> : null}
      {canWrite ? <Steps head={head} /> : null}
    </Section>
  );
}

/** Reads the head anew, after a change of one's own. */
export function useTold(reference: string): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: trpc.postmortems.head.queryKey({ reference }) });
}

function Answer({ reference }: { reference: string }) {
  const trpc = useTRPC();
  const told = useTold(reference);
  const [note, setNote] = useState("");
  const answer = useCommand(trpc.postmortems.answer.mutationOptions(), () => {
    setNote("");
    told();
  });
  return (
    <div className="grid gap-2 rounded-md border border-accent/40 bg-accent-soft p-2.5">
      <Textarea label="Your review" value={note} onChange={setNote} />
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" isPending={answer.isPending} onClick={() => answer.mutate({ reference, answer: "approved", note })}>
          Approve
        </Button>
        <Button
          size="sm"
          isPending={answer.isPending}
          isDisabled={note.trim() === ""}
          onClick={() => answer.mutate({ reference, answer: "changes", note })}
        >
          Ask for changes
        </Button>
      </div>
    </div>
  );
}

function Steps({ head }: { head: PostmortemHead }) {
  const { reference, state } = head;
  const trpc = useTRPC();
  const told = useTold(reference);
  const publish = useCommand(trpc.postmortems.publish.mutationOptions(), () => {
    told();
    toast.done("Published. Its text stands from now on.");
  });
  const reopen = useCommand(trpc.postmortems.reopen.mutationOptions(), told);
  if (state === "draft") return <Submit head={head} />;
  return (
    <div className="flex flex-wrap gap-2">
      {state === "approved" ? (
        <Button variant="primary" isPending={publish.isPending} onClick={() => publish.mutate({ reference })}>
          Publish
        </Button>
      ) : null}
      {state === "approved" || state === "published" ? <PublicSummaryButton reference={reference} /> : null}
      <Button isPending={reopen.isPending} onClick={() => reopen.mutate({ reference, reason: "Opened again to change it" })}>
        {state === "in-review" ? "Take back to draft" : "Open again"}
      </Button>
    </div>
  );
}

function Submit({ head: { reference, reviewers, requiredApprovals } }: { head: PostmortemHead }) {
  const trpc = useTRPC();
  const told = useTold(reference);
  const [chosen, setChosen] = useState<Choice[]>(() => reviewers.map(({ person }) => person));
  const submit = useCommand(trpc.postmortems.submit.mutationOptions(), told);
  const publish = useCommand(trpc.postmortems.publish.mutationOptions(), told);
  return (
    <div className="grid gap-2">
      <PersonPicker label="Reviewers" isMultiple chosen={chosen} onChange={setChosen} />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          isDisabled={chosen.length === 0}
          isPending={submit.isPending}
          onClick={() => submit.mutate({ reference, reviewers: chosen.map(({ id }) => id) })}
        >
          Send to review
        </Button>
        {requiredApprovals === 0 ? (
          <Button isPending={publish.isPending} onClick={() => publish.mutate({ reference })}>
            Publish
          </Button>
        ) : null}
      </div>
    </div>
  );
}
