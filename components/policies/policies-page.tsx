"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PolicyBook, PolicyView } from "#lib/contracts/escalation/policies.ts";
import { minutesInWords } from "#lib/contracts/escalation/words.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { NEW_POLICY, placeOf } from "./places.ts";
import { PositionList } from "./position-list.tsx";

/** Every escalation policy, and who holds which position. */
export function PoliciesPage({ first }: { first: PolicyBook }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { me } = useConsole();
  const options = trpc.policies.book.queryOptions();
  const { data: book } = useQuery({ ...options, initialData: first, staleTime: 0 });
  const reread = () => void client.invalidateQueries({ queryKey: options.queryKey });
  const canChange = me.role === "admin";
  return (
    <>
      {canChange ? null : <Callout>Only administrators change policies and positions. Ask one of them.</Callout>}
      <section aria-label="Policies" className="grid gap-2">
        <div className="flex items-end gap-3">
          <div className="flex-1">
            <h2 className="text-14 font-semibold">Policies</h2>
            <p className="text-13 text-ink-soft">Whom an incident reaches in which order, until somebody acknowledges or it is resolved.</p>
          </div>
          {canChange ? (
            <LinkButton href={placeOf({ id: NEW_POLICY })} icon={<Plus size={14} aria-hidden />}>
              New policy
            </LinkButton>
          ) : null}
        </div>
        <ul aria-label="Policies" className="divide-y divide-line border-y border-line">
          {book.policies.map((policy) => (
            <PolicyLine key={policy.id ?? "default"} policy={policy} warnings={warningsOf(book, policy)} canChange={canChange} onChanged={reread} />
          ))}
        </ul>
      </section>
      <PositionList positions={book.positions} canChange={canChange} onChanged={reread} />
    </>
  );
}

function warningsOf({ warnings }: PolicyBook, { name }: PolicyView): string[] {
  return warnings.filter(({ policy }) => policy === name).map(({ problem }) => problem);
}

type PolicyLineProps = { policy: PolicyView; warnings: string[]; canChange: boolean; onChanged: () => void };

function PolicyLine({ policy, warnings, canChange, onChanged }: PolicyLineProps) {
  const { name, rules, isDefault, services, description } = policy;
  return (
    <li className="grid min-w-0 grid-cols-1 gap-1 py-2.5 text-13">
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <Link href={placeOf(policy)} className="min-w-0 font-semibold [overflow-wrap:anywhere] hover:underline pointer-coarse:py-2.5">
          <bdi>{name}</bdi>
        </Link>
        {isDefault ? <Chip tone="accent">default</Chip> : null}
        {policy.id === null ? <Chip>comes with Muster</Chip> : null}
        <span className="ml-auto flex gap-1">
          <LinkButton href={placeOf(policy)} size="sm" variant="ghost">
            {canChange ? "Edit" : "Open"}
          </LinkButton>
          {canChange && !isDefault ? <ArchiveButton policy={policy} onChanged={onChanged} /> : null}
        </span>
      </div>
      <p className="text-ink-soft [overflow-wrap:anywhere]">{rules.levels.map(ladderWord).join(" → ")}</p>
      {description ? <p className="text-12 text-ink-soft [overflow-wrap:anywhere]">{description}</p> : null}
      {services.length > 0 ? <p className="text-12 text-ink-soft">For {services.map((service) => service.name).join(", ")}</p> : null}
      {warnings.length > 0 ? (
        <details className="text-12 text-warn">
          <summary className="min-h-6 pointer-coarse:py-3">
            {warnings.length === 1 ? "One thing" : `${warnings.length} things`} would reach nobody now
          </summary>
          <ul className="list-disc pl-4">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
}

/** `Team Lead 15 min` with the soonest time; a level without times fires by hand. */
function ladderWord({ title, triggers }: PolicyView["rules"]["levels"][number]): string {
  if (triggers.length === 0) return `${title} by hand`;
  const soonest = Math.min(...triggers.map(({ afterMinutes }) => afterMinutes));
  return soonest === 0 ? title : `${title} ${minutesInWords(soonest)}`;
}

function ArchiveButton({ policy: { id, name, version }, onChanged }: { policy: PolicyView; onChanged: () => void }) {
  const trpc = useTRPC();
  const restore = useCommand(trpc.policies.archive.mutationOptions(), onChanged);
  const archive = useCommand(trpc.policies.archive.mutationOptions(), (stored) => {
    onChanged();
    toast.done(`${name} is archived. Its services page by the default.`, {
      undo: () => id && restore.mutate({ id, version: stored.version, isArchived: false }),
    });
  });
  return (
    <Button size="sm" variant="ghost" isPending={archive.isPending} onClick={() => id && archive.mutate({ id, version })}>
      Archive
    </Button>
  );
}
