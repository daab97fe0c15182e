"use client";

import Link from "next/link";
import { createContext, type ReactNode, useContext } from "react";

const IncidentContext = createContext<string | null>(null);

/** Whose timeline `[#12]` means on a part of a page; `reference` null leaves what is around it. */
export function CitedIncident({ reference, children }: { reference: string | null; children: ReactNode }) {
  const around = useContext(IncidentContext);
  return <IncidentContext value={reference ?? around}>{children}</IncidentContext>;
}

/** An entry of the timeline by its number, as a link to it. Where nobody knows of which incident, only the number. */
export function CitedEntry({ seq }: { seq: string }) {
  const reference = useContext(IncidentContext);
  if (!reference) return <span className="font-mono text-12 text-ink-faint">[#{seq}]</span>;
  return (
    <Link
      href={`/incidents/${reference}#entry-${seq}`}
      aria-label={`Entry ${seq} of ${reference}`}
      className="mx-0.5 inline-flex min-h-5 min-w-6 items-center justify-center rounded-full border border-line-strong bg-surface-raised px-1.5 align-baseline font-mono text-11 leading-[18px] text-ink-soft hover:border-accent hover:text-accent-ink pointer-coarse:min-h-8 pointer-coarse:px-2.5"
    >
      #{seq}
    </Link>
  );
}
