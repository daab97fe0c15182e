"use client";

import { useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal, Pencil } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip, PhaseBadge, SeverityBadge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import { CONNECTION_KINDS } from "#lib/contracts/connection-kinds.ts";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import type { ServiceDetails, ServiceName } from "#lib/contracts/service.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ServiceForm } from "./service-form.tsx";

/** One service: whose it is, what it needs, what needs it, and its incidents. */
export function ServicePage({ service }: { service: ServiceDetails }) {
  const { me, settings } = useConsole();
  const [isEditing, setEditing] = useState(false);
  const canChange = roleHolds(me.role, "service.manage");
  useShortcut("e", () => canChange && setEditing(true), { label: "Edit the service", group: "Service" });
  return (
    <div className="mx-auto grid max-w-4xl gap-6 p-4 sm:p-6">
      <header className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="text-12 text-ink-faint">
            <Link href="/services" className="hover:underline">
              Services
            </Link>
          </p>
          <h1 className="flex items-center gap-2 text-20 font-semibold">
            <bdi className="truncate">{service.name}</bdi>
            {service.isArchived ? <Chip>archived</Chip> : null}
          </h1>
          {service.description ? <p className="max-w-prose pt-1 whitespace-pre-wrap text-13 text-ink-soft">{service.description}</p> : null}
        </div>
        {canChange ? (
          <>
            <Button kbd="e" icon={<Pencil size={13} aria-hidden />} onClick={() => setEditing(true)}>
              Edit
            </Button>
            <ServiceMenu service={service} />
          </>
        ) : null}
      </header>
      {service.cycles.map((cycle) => (
        <Callout key={cycle.join()} tone="warn" title="These services depend on each other in a circle">
          {cycle.join(" → ")}
        </Callout>
      ))}
      <dl className="grid gap-x-8 border-t border-line text-13 sm:grid-cols-2">
        <Fact label="Team">{service.team?.name}</Fact>
        <Fact label="Tier">{service.tier}</Fact>
        <Fact label="Revenue">
          {service.revenuePerMinute === null ? null : `${service.revenuePerMinute.toLocaleString("en")} ${settings.currency} a minute`}
        </Fact>
        <Fact label="Objectives">
          {service.slos.length > 0
            ? service.slos.map(({ name, objective, windowDays }) => (
                <span key={name} className="block">
                  {name}: {Number((objective * 100).toFixed(6))} % over {windowDays} days
                </span>
              ))
            : null}
        </Fact>
        <Fact label="Namespace">{service.namespace || null}</Fact>
        <Fact label="Queries">
          {service.queries.length > 0
            ? service.queries.map(({ name, system, query }) => (
                <span key={`${system} ${name}`} className="block" title={query}>
                  {name} ({CONNECTION_KINDS[system].title})
                </span>
              ))
            : null}
        </Fact>
      </dl>
      <div className="grid gap-6 sm:grid-cols-2">
        <Names title="Depends on" services={service.dependsOn} none="Depends on nothing in the catalogue." />
        <Names title="Needed by" services={service.dependents} none="Nothing in the catalogue needs it." />
      </div>
      <Incidents service={service} />
      <Sheet isOpen={isEditing} title={`Edit ${service.name}`} onClose={() => setEditing(false)}>
        <ServiceForm key={service.version} service={service} onDone={() => setEditing(false)} />
      </Sheet>
    </div>
  );
}

function ServiceMenu({ service: { id, name, isArchived } }: { service: ServiceDetails }) {
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const archive = useCommand(trpc.services.archive.mutationOptions(), () => {
    void client.invalidateQueries({ queryKey: trpc.services.pathKey() });
    router.refresh();
  });
  const setArchived = (value: boolean) => archive.mutate({ id, isArchived: value });
  const item = isArchived
    ? { label: "Take out of the archive", onSelect: () => setArchived(false) }
    : {
        label: "Archive",
        isDangerous: true,
        onSelect: () => {
          setArchived(true);
          toast.done(`${name} is archived. Its incidents keep its name.`, { undo: () => setArchived(false) });
        },
      };
  return <Menu label={`More for ${name}`} trigger={<IconButton label={`More for ${name}`} icon={<MoreHorizontal size={16} />} />} items={[item]} />;
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-start gap-3 border-b border-line py-2">
      <dt className="w-24 shrink-0 text-ink-faint">{label}</dt>
      <dd className="min-w-0">{children ?? <span className="text-ink-faint">Not set</span>}</dd>
    </div>
  );
}

function Names({ title, services, none }: { title: string; services: ServiceName[]; none: string }) {
  return (
    <section>
      <h2 className="pb-1 text-13 font-semibold">{title}</h2>
      {services.length === 0 ? <p className="text-13 text-ink-soft">{none}</p> : null}
      <ul className="flex flex-wrap gap-1.5">
        {services.map(({ id, slug, name, tier }) => (
          <li key={id}>
            <Link
              href={`/services/${slug}`}
              className="flex min-h-7 items-center gap-1.5 rounded-md border border-line bg-surface-raised px-2 text-13 hover:bg-surface-hover pointer-coarse:min-h-11"
            >
              <bdi>{name}</bdi> <span className="text-12 text-ink-faint">tier {tier}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Incidents({ service }: { service: ServiceDetails }) {
  const { settings } = useConsole();
  return (
    <section>
      <div className="flex items-baseline gap-3 border-b border-line pb-1">
        <h2 className="flex-1 text-13 font-semibold">Incidents</h2>
        <Link href={`/incidents?service=${service.id}&state=all`} className="text-12 text-accent-ink hover:underline">
          Show all on the board
        </Link>
      </div>
      {service.incidents.length === 0 ? <p className="py-3 text-13 text-ink-soft">None so far.</p> : null}
      <ul className="divide-y divide-line">
        {service.incidents.map(({ reference, title, severity, phase, declaredAt }) => (
          <li key={reference}>
            <Link
              href={`/incidents/${reference}`}
              className="grid min-h-10 grid-cols-[72px_minmax(0,1fr)_auto] items-center gap-3 py-1.5 text-13 hover:bg-surface-hover sm:grid-cols-[72px_minmax(0,1fr)_120px_120px]"
            >
              <SeverityBadge severity={severity} />
              <bdi className="truncate">{title}</bdi>
              <span className="max-sm:hidden">
                <PhaseBadge phase={phase} label={phaseLabel(settings, phase)} />
              </span>
              <span className="text-right text-12 text-ink-faint">
                <TimeText at={declaredAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
