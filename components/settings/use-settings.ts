"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import { type Problem, useTRPC } from "#lib/trpc/client.tsx";

export type Stored = { settings: OrganisationSettings; version: number; updatedAt: string | null; updatedBy: string | null };

export type SettingsEditor = {
  settings: OrganisationSettings;
  canChange: boolean;
  isPending: boolean;
  problem: Problem | null;
  /** Stores a part of the settings; offers to undo it. */
  save: (part: Partial<OrganisationSettings>) => void;
  /** After a conflict: stores the refused part over what somebody else saved meanwhile. */
  saveMine: () => void;
  /** After a conflict: shows what somebody else saved. */
  keepTheirs: () => void;
};

/** The organisation's settings and how to change a part of them. */
export function useSettings(first: Stored): SettingsEditor {
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const { me } = useConsole();
  const options = trpc.settings.read.queryOptions();
  const { data } = useQuery({ ...options, initialData: first, staleTime: 0 });
  const stored = data.version >= first.version ? data : first;
  const sent = useRef<(saved: Stored) => void>(() => undefined);
  const change = useCommand(trpc.settings.change.mutationOptions(), (saved) => sent.current(saved));

  const send = (base: Stored, part: Partial<OrganisationSettings>, isUndo = false) => {
    const before = Object.fromEntries(Object.keys(part).map((key) => [key, base.settings[key as keyof OrganisationSettings]]));
    sent.current = (saved) => {
      client.setQueryData(options.queryKey, saved);
      router.refresh();
      toast.done("Saved", isUndo ? {} : { undo: () => send(saved, before, true) });
    };
    change.mutate({ version: base.version, settings: { ...base.settings, ...part } });
  };

  const reread = () => client.fetchQuery({ ...options, staleTime: 0 });
  return {
    settings: stored.settings,
    canChange: me.role === "admin",
    isPending: change.isPending,
    problem: change.problem,
    save: (part) => send(stored, part),
    saveMine: () => {
      const refused = change.problem?.conflict?.yours as Partial<OrganisationSettings> | undefined;
      void reread().then((fresh) => refused && send(fresh, refused));
    },
    keepTheirs: () => {
      change.reset();
      void reread().then(() => router.refresh());
    },
  };
}
