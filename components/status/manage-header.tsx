import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";
import type { PageDetails } from "#lib/contracts/status/page.ts";

/** The head of everything that is set up about one status page. `isManager`: who may see subscribers and links. */
export function ManageHeader({ page, isManager }: { page: Pick<PageDetails, "slug" | "name" | "url" | "path">; isManager: boolean }) {
  const base = `/status/manage/${page.slug}`;
  const tabs = [
    { href: base, label: "Page", isExact: true },
    { href: `${base}/maintenance`, label: "Maintenance" },
    ...(isManager
      ? [
          { href: `${base}/subscribers`, label: "Subscribers" },
          { href: `${base}/links`, label: "Links" },
        ]
      : []),
  ];
  return (
    <PageHeader
      title={page.name}
      description={page.url ?? page.path}
      tabs={<LinkTabs label={page.name} tabs={tabs} />}
      actions={
        <>
          <a className="text-13 underline" href={page.url ?? page.path} target="_blank" rel="noreferrer">
            Open page
          </a>
          <a className="text-13 underline" href={`${page.path}/stakeholders`} target="_blank" rel="noreferrer">
            For stakeholders
          </a>
        </>
      }
    />
  );
}
