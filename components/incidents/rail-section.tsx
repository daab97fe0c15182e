import type { ReactNode } from "react";

/** One part of the rail: a quiet heading, and what can be done with it at its end. */
export function RailSection({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-1.5">
      <div className="flex min-h-6 items-center">
        <h2 className="flex-1 text-12 font-semibold text-ink-soft">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
