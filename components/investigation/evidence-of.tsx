"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { type Cited, EvidenceProvider } from "#components/blocks/evidence-context.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import type { InvestigationView } from "#lib/trpc/outputs.ts";

/** What ids mean in the words of an investigation; null before it has an answer. Pure. */
export function citedIn({ analysis, evidence }: InvestigationView): Cited | null {
  if (!analysis) return null;
  return { items: new Map(analysis.evidence.map((item) => [item.id, item])), captures: evidence };
}

/** Makes the ids within mean what they do in that investigation. A report does not change any more, so it is read once. */
export function EvidenceOf({ investigation, children }: { investigation: string | null; children: ReactNode }) {
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.investigations.read.queryOptions({ id: investigation ?? "" }),
    enabled: investigation !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const cited = useMemo(() => (data ? citedIn(data) : null), [data]);
  return <EvidenceProvider value={cited}>{children}</EvidenceProvider>;
}
