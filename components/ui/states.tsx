import type { ReactNode } from "react";

/** Teaches: what this place is, and the one thing to do. */
export function EmptyState({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-14 text-center">
      <h2 className="text-16 font-semibold">{title}</h2>
      <p className="max-w-md text-13 text-ink-soft">{children}</p>
      {action ? <div className="flex flex-wrap justify-center gap-2 pt-2">{action}</div> : null}
    </div>
  );
}

/** Says what failed, what was kept, what to do. */
export function ErrorState({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div role="alert" className="grid justify-items-center gap-2 px-6 py-14 text-center">
      <h2 className="text-16 font-semibold text-bad">{title}</h2>
      <div className="max-w-md text-13 text-ink-soft">{children}</div>
      {action ? <div className="pt-2">{action}</div> : null}
    </div>
  );
}

export function Skeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div aria-hidden className="grid gap-3 p-6">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton are alike.
        <div key={row} className="h-5 rounded-md bg-surface-sunk" />
      ))}
    </div>
  );
}
