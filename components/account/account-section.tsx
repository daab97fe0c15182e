import type { ReactNode } from "react";

/** One part of the account: what it is on the left, its controls on the right; below each other on a phone. */
export function AccountSection({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-x-8 gap-y-4 py-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <div>
        <h2 className="text-14 font-semibold">{title}</h2>
        <p className="pt-0.5 text-13 text-ink-soft">{lead}</p>
      </div>
      <div className="grid min-w-0 content-start gap-4">{children}</div>
    </section>
  );
}

/** Things one has, with hairlines between them. */
export function AccountList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-lg border border-line">
      {children}
    </ul>
  );
}

/** One of them: a picture of its kind, two lines of words, what can be done with it. */
export function AccountItem({ icon, title, detail, action }: { icon: ReactNode; title: ReactNode; detail: ReactNode; action?: ReactNode }) {
  return (
    <li className="flex min-h-14 items-center gap-3 py-2 pr-2.5 pl-3.5">
      <span aria-hidden className="shrink-0 text-ink-faint">
        {icon}
      </span>
      <div className="min-w-0 flex-1 text-13">
        <div className="flex flex-wrap items-center gap-x-2 font-medium">{title}</div>
        <div className="text-12 text-ink-soft [overflow-wrap:anywhere]">{detail}</div>
      </div>
      {action}
    </li>
  );
}
