import type { ReactNode } from "react";

type PageHeaderProps = { title: string; description?: ReactNode; actions?: ReactNode; tabs?: ReactNode };

/** The head of a page: what it is, what can be done here, and the places below it. */
export function PageHeader({ title, description, actions, tabs }: PageHeaderProps) {
  return (
    <header className="sticky top-(--head) z-sticky border-b border-line bg-surface px-4 pt-3 sm:px-6">
      <div className={`flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2 ${tabs ? "pb-1" : "pb-3"}`}>
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-16 tracking-tight">{title}</h1>
          {description ? <p className="text-12 text-ink-soft">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {tabs}
    </header>
  );
}
