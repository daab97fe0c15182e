import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";

/** The places of runbooks: the library, what ran, what waits for somebody's approval, and the names of secrets. */
export function RunbooksFrame({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  return (
    <>
      <PageHeader
        title="Runbooks"
        actions={actions}
        tabs={
          <LinkTabs
            label="Places of runbooks"
            tabs={[
              { href: "/runbooks", label: "Library", isExact: true },
              { href: "/runbooks/runs", label: "Runs" },
              { href: "/runbooks/approvals", label: "Approvals" },
              { href: "/runbooks/secrets", label: "Secrets" },
            ]}
          />
        }
      />
      <div className="mx-auto grid max-w-[980px] grid-cols-[minmax(0,1fr)] gap-4 px-4 py-4 sm:px-6">{children}</div>
    </>
  );
}
