"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { type Choice, Combobox } from "#components/ui/combobox.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

type ServicePickerProps = {
  label?: string;
  help?: string;
  error?: string | null;
  chosen: Choice[];
  onChange: (chosen: Choice[]) => void;
  /** One that may not be chosen: a service does not depend on itself. */
  exceptId?: string;
};

/** Type-ahead over the service catalogue. */
export function ServicePicker({ label = "Affected services", exceptId, ...field }: ServicePickerProps) {
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const q = useDeferredValue(query);
  const { data } = useQuery({ ...trpc.services.list.queryOptions({ q, limit: 8 }), placeholderData: (old) => old });
  const found = (data?.items ?? []).filter(({ id }) => id !== exceptId).map(({ id, name, team }) => ({ id, name, hint: team?.name }));
  return <Combobox {...field} label={label} isMultiple found={found} query={query} onQuery={setQuery} placeholder="Type a name" />;
}
