"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { AuditFilter, AuditItem } from "#lib/contracts/audit.ts";
import type { Page } from "#lib/contracts/page.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { auditQuery } from "./audit-filter.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditLine } from "./audit-line.tsx";
import { VerifyButton } from "./verify-button.tsx";

/** Everything that was ever changed, the newest first, by whom, and proof that nothing of it was altered. */
export function AuditTrail({ filter, first }: { filter: AuditFilter; first: Page<AuditItem> }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isChanging, startTransition] = useTransition();
  const list = useInfiniteQuery({
    ...trpc.audit.list.infiniteQueryOptions({ ...filter, limit: 50 }, { getNextPageParam: (page) => page.nextCursor ?? undefined }),
    initialData: { pages: [first], pageParams: [null] },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items = list.data.pages.flatMap((page) => page.items);
  const change = (next: AuditFilter) => startTransition(() => router.replace(`/audit?${auditQuery(next)}`, { scroll: false }));
  const isFiltered = auditQuery(filter) !== "";
  return (
    <>
      <PageHeader
        title="Audit trail"
        actions={
          <>
            <VerifyButton />
            <LinkButton href={`/api/audit/export?${auditQuery(filter)}`} icon={<Download size={14} aria-hidden />} isDownload>
              Export CSV
            </LinkButton>
          </>
        }
      />
      <AuditFilters filter={filter} onChange={change} isPending={isChanging} />
      {items.length === 0 ? (
        <EmptyState title="No entry fits" action={isFiltered ? <Button onClick={() => change({})}>Show all entries</Button> : null}>
          Each change of incidents, people and settings leaves an entry here.
        </EmptyState>
      ) : (
        <ol aria-label="Entries" className="divide-y divide-line border-b border-line">
          {items.map((item) => (
            <AuditLine key={`${item.chain} ${item.seq}`} item={item} onFilter={(part) => change({ ...filter, ...part })} />
          ))}
        </ol>
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center py-4">
          <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </>
  );
}
