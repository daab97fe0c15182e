import type { ReactNode } from "react";

/** A part of the escalation's place, under a heading. */
export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 grid-cols-1 content-start gap-2">
      <div className="flex min-h-7 flex-wrap items-center gap-2">
        <h2 className="flex-1 text-14 font-semibold">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
