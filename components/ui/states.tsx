import type { ReactNode } from "react";

type StateProps = { title: string; children: ReactNode; icon?: ReactNode; action?: ReactNode };

/** Teaches: what this place is, and the one thing to do. `isPage`: it is all that the page shows. */
export function EmptyState({ title, children, icon, action, isPage = false }: StateProps & { isPage?: boolean }) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <div className="grid justify-items-center gap-1.5 px-6 py-16 text-center">
      {icon ? <div className="mb-1 grid size-9 place-items-center rounded-lg border border-line text-ink-faint">{icon}</div> : null}
      <Heading className="text-14 font-semibold">{title}</Heading>
      <div className="max-w-md text-13 text-balance text-ink-soft">{children}</div>
      {action ? <div className="flex flex-wrap justify-center gap-2 pt-3">{action}</div> : null}
    </div>
  );
}

/** Says what failed, what was kept, what to do. */
export function ErrorState({ title, children, action }: Omit<StateProps, "icon">) {
  return (
    <div role="alert" className="grid justify-items-center gap-1.5 px-6 py-16 text-center">
      <h2 className="text-14 font-semibold text-bad">{title}</h2>
      <div className="max-w-md text-13 text-balance text-ink-soft">{children}</div>
      {action ? <div className="flex flex-wrap justify-center gap-2 pt-3">{action}</div> : null}
    </div>
  );
}

const WIDTHS = ["w-3/5", "w-4/5", "w-2/5", "w-3/4", "w-1/2"];

/** The shape of rows that are on their way. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div aria-hidden className="grid animate-pulse gap-3.5 p-6">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton are alike.
        <div key={row} className={`h-3.5 rounded-sm bg-line ${WIDTHS[row % WIDTHS.length]}`} />
      ))}
    </div>
  );
}
