"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Boxes, Plus } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip, SeverityBadge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import type { Page } from "#lib/contracts/page.ts";
import { roleHolds } from "#lib/contracts/permissions.ts";
import type { ServiceSummary } from "#lib/contracts/service.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ServiceForm } from "./service-form.tsx";

/** The catalogue: what runs, whose it is, and what is broken in it now. */
export function ServiceList({ first }: { first: Page<ServiceSummary> }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const [search, setSearch] = useState("");
  const [includeArchived, setIncludeArchived] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const q = useDeferredValue(search.trim());
  const canChange = roleHolds(me.role, "service.manage");
  const isFirst = q === "" && !includeArchived;
  const list = useInfiniteQuery({
    ...trpc.services.list.infiniteQueryOptions({ q, includeArchived, limit: 100 }, { getNextPageParam: (page) => page.nextCursor ?? undefined }),
    ...(isFirst ? { initialData: { pages: [first], pageParams: [null] } } : {}),
    placeholderData: (old) => old,
  });
  const services = list.data?.pages.flatMap(({ items }) => items) ?? [];
  useShortcut("n", () => canChange && setAdding(true), { label: "New service", group: "Services" });
  const add = canChange ? (
    <Button variant="primary" kbd="n" icon={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
      New service
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="Services" actions={add} />
      {first.items.length === 0 && isFirst && services.length === 0 ? (
        <EmptyState title="No service yet" icon={<Boxes size={16} />} action={add}>
          A service is what customers or other services use, such as a payment API. Incidents name the services they hurt, and so find their team,
          their cost and their history.
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-6">
            <div className="w-full sm:w-72">
              <Input label="Find services" isLabelHidden placeholder="Name or description" type="search" value={search} onChange={setSearch} />
            </div>
            <Checkbox label="Show archived" isChecked={includeArchived} onChange={setIncludeArchived} />
          </div>
          <ServiceTable services={services} />
          {services.length === 0 && !list.isFetching ? (
            <EmptyState title="No service fits" action={<Button onClick={() => setSearch("")}>Show all services</Button>}>
              No name or description contains “{q}”.
            </EmptyState>
          ) : null}
        </>
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center py-4">
          <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
      <Sheet isOpen={isAdding} title="New service" onClose={() => setAdding(false)}>
        <ServiceForm service={null} onDone={() => setAdding(false)} />
      </Sheet>
    </>
  );
}

function ServiceTable({ services }: { services: ServiceSummary[] }) {
  if (services.length === 0) return null;
  return (
    <Table label="Services" head={["Service", "Open incidents", "Team", "Tier"]}>
      {services.map(({ id, slug, name, description, team, tier, isArchived, openIncidents, worstSeverity }) => (
        <Row key={id}>
          <Cell>
            <Link href={`/services/${slug}`} className="block min-w-48 py-1 pointer-coarse:min-h-11">
              <span className="flex items-center gap-2 font-medium">
                <bdi className="truncate">{name}</bdi>
                {isArchived ? <Chip>archived</Chip> : null}
              </span>
              {description ? <span className="line-clamp-1 max-w-prose text-12 text-ink-faint">{description}</span> : null}
            </Link>
          </Cell>
          <Cell>
            {openIncidents > 0 ? (
              <span className="flex items-center gap-2">
                <SeverityBadge severity={worstSeverity} look="plain" />
                <span className="text-ink-soft">{openIncidents === 1 ? "1 open" : `${openIncidents} open`}</span>
              </span>
            ) : (
              <span className="text-ink-faint">None</span>
            )}
          </Cell>
          <Cell>{team ? <bdi>{team.name}</bdi> : <span className="text-ink-faint">No team</span>}</Cell>
          <Cell>{tier}</Cell>
        </Row>
      ))}
    </Table>
  );
}
