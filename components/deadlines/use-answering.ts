"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { DeadlineAnswer, DeadlineDialog, NowItem } from "#lib/contracts/deadline.ts";
import { keyOf } from "#lib/contracts/deadlines-of.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** The dialog in which an item is answered. */
export type OpenDialog = { item: NowItem; dialog: DeadlineDialog };

/** How the items of a queue are answered; `putAside` are those that somebody does not want to see now. */
export type Answering = {
  accept: (item: NowItem) => void;
  /** Opens the dialog or the page on which one answers otherwise. */
  edit: (item: NowItem) => void;
  /** Accepts what was asked once more. */
  confirm: (item: NowItem) => void;
  /** Declines what can be declined, and puts aside what cannot. */
  decline: (item: NowItem) => void;
  isPending: (answer: DeadlineAnswer, item: NowItem) => boolean;
  isAside: (item: NowItem) => boolean;
  bringBack: () => void;
  open: OpenDialog | null;
  close: () => void;
};

/** One name for an item over all incidents. */
export function nameOf({ reference, deadline }: NowItem): string {
  return `${reference ?? ""} ${keyOf(deadline)}`;
}

/** Reads again what the navigation and the Now queue over all incidents show. */
export function useQueueRefresh(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const key = trpc.deadlines.pathKey();
  return () => void client.invalidateQueries({ queryKey: key });
}

/** Answers by a press or in a dialog; what shows the queue elsewhere reads it again after. */
export function useAnswering(): Answering {
  const trpc = useTRPC();
  const refresh = useQueueRefresh();
  const { me } = useConsole();
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const [aside, setAside] = useState<ReadonlySet<string>>(new Set());
  const router = useRouter();
  const command = useCommand(trpc.deadlines.answer.mutationOptions(), ({ by, refusal }) => {
    if (refusal) toast.failed(`It was accepted, but could not be done. ${refusal}`);
    else if (by.id !== me.id) toast.done(`${by.name} was quicker: it is done.`);
    setOpen(null);
    refresh();
  });
  const send = ({ reference, deadline: { kind, subject } }: NowItem, answer: DeadlineAnswer) => command.mutate({ reference, kind, subject, answer });
  return {
    accept: (item) => (item.words.accept.dialog ? setOpen({ item, dialog: item.words.accept.dialog }) : send(item, "accept")),
    edit: (item) => {
      const { edit } = item.words;
      if (edit && "href" in edit) router.push(edit.href);
      else if (edit) setOpen({ item, dialog: edit.dialog });
    },
    confirm: (item) => send(item, "accept"),
    decline: (item) => (item.words.decline ? send(item, "decline") : setAside(new Set([...aside, nameOf(item)]))),
    isPending: (answer, { reference, deadline }) => {
      const sent = command.isPending ? command.variables : undefined;
      return sent?.answer === answer && (sent.reference ?? null) === reference && sent.kind === deadline.kind && sent.subject === deadline.subject;
    },
    isAside: (item) => aside.has(nameOf(item)),
    bringBack: () => setAside(new Set()),
    open,
    close: () => {
      setOpen(null);
      refresh();
    },
  };
}
