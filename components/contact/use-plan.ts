"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useDraft } from "#components/live/drafts.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ContactPlan } from "#lib/contracts/contact.ts";
import type { ContactView } from "#lib/contracts/contact-methods.ts";
import { type Problem, useTRPC } from "#lib/trpc/client.tsx";
import { planInForce, readDraft, toStore, usable } from "./plan-draft.ts";

export type PlanInHand = {
  plan: ContactPlan;
  isChanged: boolean;
  isPending: boolean;
  problem: Problem | null;
  change: (plan: ContactPlan) => void;
  /** `overTheirs`: after a conflict, over what was saved meanwhile. */
  save: (overTheirs?: boolean) => void;
  discard: () => void;
  backToUsual: () => void;
};

/** The plan on the screen: what is being changed is kept in this browser until it is saved; what was saved can be undone. */
export function usePlan(view: ContactView): PlanInHand {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { me } = useConsole();
  const { text, setText, clear } = useDraft(`contact-plan ${me.id}`);
  const options = trpc.contact.read.queryOptions();
  const undoing = useRef<ContactPlan | null | undefined>(undefined);
  const draft = readDraft(text);
  const store = useCommand(trpc.contact.savePlan.mutationOptions(), ({ plan, version }) => {
    const before = undoing.current;
    client.setQueryData(options.queryKey, (old) => (old ? { ...old, plan, version } : old));
    void client.invalidateQueries({ queryKey: options.queryKey });
    clear();
    toast.done("Saved", before === undefined ? {} : { undo: () => send(version, before, undefined) });
  });
  const send = (version: number, plan: ContactPlan | null, before: ContactPlan | null | undefined) => {
    undoing.current = before;
    store.mutate({ version, plan: plan && toStore(plan, usable(view)) });
  };
  const plan = draft?.plan ?? planInForce(view);
  return {
    plan,
    isChanged: draft !== null,
    isPending: store.isPending,
    problem: store.problem,
    change: (next) => setText(JSON.stringify({ version: draft?.version ?? view.version, plan: next })),
    save: async (overTheirs = false) => {
      const version = overTheirs ? (await client.fetchQuery({ ...options, staleTime: 0 })).version : (draft?.version ?? view.version);
      send(version, plan, view.plan);
    },
    discard: () => {
      clear();
      store.reset();
      void client.invalidateQueries({ queryKey: options.queryKey });
    },
    backToUsual: () => send(view.version, null, view.plan),
  };
}
