"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { EvidenceView } from "#lib/contracts/investigation.ts";
import type { EvidenceItem } from "#lib/trpc/outputs.ts";

/** What `[E1]` means on a part of a page: the items by their ids, and what was captured for the investigation that they belong to. */
export type Cited = { items: ReadonlyMap<string, EvidenceItem>; captures: readonly EvidenceView[] };

const EvidenceContext = createContext<Cited | null>(null);

export function EvidenceProvider({ value, children }: { value: Cited | null; children: ReactNode }) {
  return <EvidenceContext value={value}>{children}</EvidenceContext>;
}

/** Adds what a run itself has looked at to what is known of its report around it, which knows the captures too. */
export function MoreEvidence({ items, children }: { items: readonly EvidenceItem[]; children: ReactNode }) {
  const around = useContext(EvidenceContext);
  const value = useMemo<Cited | null>(
    () =>
      items.length === 0
        ? around
        : { captures: [], ...around, items: new Map([...items.map((item) => [item.id, item] as const), ...(around?.items ?? [])]) },
    [items, around],
  );
  return <EvidenceContext value={value}>{children}</EvidenceContext>;
}

export function useCited(): Cited | null {
  return useContext(EvidenceContext);
}

/** The captures that an item can come from: those of its kind, narrowed to those that its source or title names. Pure. */
export function capturesFor(item: Pick<EvidenceItem, "kind" | "source">, captures: readonly EvidenceView[]): EvidenceView[] {
  const alike = captures.filter(({ kind, file }) => kind === item.kind || (item.kind === "event" && file === "kubernetes.json"));
  const named = alike.filter(({ file, title }) => item.source.includes(file) || item.source.includes(title));
  return named.length > 0 ? named : alike;
}
