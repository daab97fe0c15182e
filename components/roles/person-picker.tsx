"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { type Choice, Combobox } from "#components/ui/combobox.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

type PersonPickerProps = { label: string; isMultiple?: boolean; chosen: Choice[]; onChange: (chosen: Choice[]) => void; isLabelHidden?: boolean };

/** Type-ahead over the active people. */
export function PersonPicker(props: PersonPickerProps) {
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const q = useDeferredValue(query);
  const { data } = useQuery({ ...trpc.people.list.queryOptions({ q, limit: 8 }), placeholderData: (old) => old });
  const found = (data?.items ?? []).map(({ id, name, handle }) => ({ id, name, hint: `@${handle}` }));
  return <Combobox {...props} found={found} query={query} onQuery={setQuery} placeholder="Name or @handle" />;
}
