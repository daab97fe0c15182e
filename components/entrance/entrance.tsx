import type { ReactNode } from "react";

/** The quiet frame of pages before signing in. */
export function Entrance({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center bg-surface-sunk p-4">
      <div className="grid w-full max-w-sm gap-4 rounded-xl border border-line bg-surface-raised p-6">
        <div>
          <span aria-hidden className="mb-4 grid size-8 place-items-center rounded-lg bg-ink font-semibold text-surface">
            M
          </span>
          <h1 className="text-20 font-semibold">{title}</h1>
          {lead ? <p className="pt-1 text-13 text-ink-soft">{lead}</p> : null}
        </div>
        {children}
      </div>
    </main>
  );
}
