"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import { useConsole } from "#components/shell/organisation.tsx";
import { type Choice, Combobox } from "#components/ui/combobox.tsx";
import { BUILT_IN_ROLES } from "#lib/contracts/built-in-roles.ts";
import type { PolicyBook } from "#lib/contracts/escalation/policies.ts";
import { type Target, targetKey } from "#lib/contracts/escalation/policy.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { targetChoices, targetName, targetOf } from "./draft.ts";

type TargetPickerProps = {
  label: string;
  help?: string;
  error?: string | null;
  targets: readonly Target[];
  book: PolicyBook;
  names: Record<string, string>;
  /** `names` has those of people who were chosen just now. */
  onChange: (targets: Target[], names: Record<string, string>) => void;
};

const MOST_FOUND = 8;

/** Type-ahead over everything that a level may reach: who is on call, positions, schedules, teams, channels, roles, and people. */
export function TargetPicker({ label, help, error, targets, book, names, onChange }: TargetPickerProps) {
  const trpc = useTRPC();
  const { settings } = useConsole();
  const [query, setQuery] = useState("");
  const q = useDeferredValue(query.trim());
  const fixed = useMemo(() => targetChoices(book, [...BUILT_IN_ROLES, ...settings.customRoles]), [book, settings.customRoles]);
  const { data: people } = useQuery({ ...trpc.people.list.queryOptions({ q, limit: 8 }), enabled: q !== "", placeholderData: (old) => old });
  const fitting = fixed.filter(({ name, hint = "" }) => `${name} ${hint}`.toLowerCase().includes(q.toLowerCase()));
  const persons = q === "" ? [] : (people?.items ?? []).map(({ id, name, handle }) => ({ id: `user:${id}`, name, hint: `@${handle}` }));
  const chosen = targets.map((target): Choice => ({ id: targetKey(target), name: targetName(target, book, names) }));
  const choose = (next: Choice[]) => {
    const added = next.flatMap(({ id, name }) => (id.startsWith("user:") ? [[id.slice(5), name] as const] : []));
    onChange(
      next.flatMap(({ id }) => targetOf(id) ?? []),
      { ...names, ...Object.fromEntries(added) },
    );
  };
  return (
    <Combobox
      label={label}
      help={help}
      error={error}
      isMultiple
      chosen={chosen}
      onChange={choose}
      found={[...fitting.slice(0, MOST_FOUND), ...persons]}
      query={query}
      onQuery={setQuery}
      placeholder="On call, a position, a team, a person…"
    />
  );
}
