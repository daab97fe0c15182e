"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useConsole } from "#components/shell/organisation.tsx";
import { type Choice, Combobox } from "#components/ui/combobox.tsx";
import { BUILT_IN_ROLES } from "#lib/contracts/built-in-roles.ts";
import type { PolicyBook } from "#lib/contracts/escalation/policies.ts";
import type { Audience } from "#lib/contracts/notice.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { audienceChoices, audienceOf, chosenOf } from "./audience.ts";

type AudiencePickerProps = {
  label: string;
  error?: string | null;
  audiences: readonly Audience[];
  book: PolicyBook;
  names: Record<string, string>;
  /** `names` has those of people who were chosen just now. */
  onChange: (audiences: Audience[], names: Record<string, string>) => void;
};

const MOST_FOUND = 12;

/** Type-ahead over everybody and every place that may be told. */
export function AudiencePicker({ label, error, audiences, book, names, onChange }: AudiencePickerProps) {
  const trpc = useTRPC();
  const { settings } = useConsole();
  const [query, setQuery] = useState("");
  const q = useDeferredValue(query.trim());
  const { data: people } = useQuery({ ...trpc.people.list.queryOptions({ q, limit: 8 }), enabled: q !== "", placeholderData: (old) => old });
  const persons = q === "" ? [] : (people?.items ?? []).map(({ id, name, handle }) => ({ id: `user:${id}`, name, hint: `@${handle}` }));
  const choose = (next: Choice[]) => {
    const added = next.flatMap(({ id, name }) => (id.startsWith("user:") ? [[id.slice(5), name] as const] : []));
    onChange(
      next.flatMap(({ id }) => audienceOf(id) ?? []),
      { ...names, ...Object.fromEntries(added) },
    );
  };
  return (
    <Combobox
      label={label}
      error={error}
      isMultiple
      chosen={chosenOf(audiences, book, names)}
      onChange={choose}
      found={[...persons, ...audienceChoices(book, [...BUILT_IN_ROLES, ...settings.customRoles], q)].slice(0, MOST_FOUND)}
      query={query}
      onQuery={setQuery}
      placeholder="Everyone, a position, a team, a channel, an address…"
    />
  );
}
