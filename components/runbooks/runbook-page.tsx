"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { RunbookView } from "#lib/contracts/runbook-run.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ProblemList } from "./problem-list.tsx";
import { StartButton } from "./start-button.tsx";
import { StepList } from "./step-list.tsx";
import { VersionDiff } from "./version-diff.tsx";

/** A runbook: its steps, its text, its versions and what became of its runs. */
export function RunbookPage({ view }: { view: RunbookView }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [shown, setShown] = useState<number | null>(null);
  const { card, runbook, text, problems, versions, mayManage, mayRun } = view;
  const archive = useCommand(trpc.runbooks.archive.mutationOptions(), () => router.refresh());
  return (
    <>
      <PageHeader
        title={card.title}
        description={
          <>
            <span className="font-mono">{card.slug}</span> · version {card.version}
            {card.isShipped ? " · comes with Muster" : ""}
            {card.origin ? ` · from ${card.origin}` : ""}
          </>
        }
        actions={
          <>
            {card.isDraft ? <Chip tone="warn">Draft, not reviewed</Chip> : null}
            {mayManage && !card.isShipped ? (
              <Button variant="ghost" isPending={archive.isPending} onClick={() => archive.mutate({ slug: card.slug, isArchived: !card.isArchived })}>
                {card.isArchived ? "Put back" : "Archive"}
              </Button>
            ) : null}
            {mayManage ? <LinkButton href={`/runbooks/${card.slug}/edit`}>Edit</LinkButton> : null}
            {mayRun && !card.isArchived ? <StartButton slug={card.slug} title={card.title} variant="primary" /> : null}
          </>
        }
      />
      <div className="mx-auto grid max-w-[980px] grid-cols-[minmax(0,1fr)] gap-5 px-4 py-4 sm:px-6">
        {runbook.summary ? <p className="text-13 whitespace-pre-line">{runbook.summary}</p> : null}
        <ProblemList problems={problems} />
        <section aria-label="Steps">
          <h2 className="pb-1 text-14 font-semibold">Steps</h2>
          <StepList runbook={runbook} />
        </section>
        <section aria-label="Versions" className="grid gap-1">
          <h2 className="text-14 font-semibold">Versions</h2>
          <ul className="divide-y divide-line border-y border-line text-13">
            {versions.map(({ version, note, by, at }) => (
              <li key={version} className="grid gap-1 py-2">
                <span className="flex flex-wrap items-center gap-2">
                  <span className="tabular-nums">Version {version}</span>
                  <span className="min-w-0 flex-1 text-ink-soft">
                    {note || "No note"} · {by}
                    {at ? (
                      <>
                        , <TimeText at={at} />
                      </>
                    ) : null}
                  </span>
                  {version === card.version ? null : (
                    <Button variant="ghost" onClick={() => setShown(shown === version ? null : version)}>
                      {shown === version ? "Hide" : "What changed since"}
                    </Button>
                  )}
                </span>
                {shown === version ? <VersionDiff slug={card.slug} version={version} text={text} /> : null}
              </li>
            ))}
          </ul>
        </section>
        <details className="text-13">
          <summary className="cursor-pointer text-ink-soft">The text</summary>
          <pre className="mt-2 overflow-x-auto rounded-md bg-surface-sunk p-3 font-mono text-12 whitespace-pre-wrap">{text}</pre>
        </details>
      </div>
    </>
  );
}
