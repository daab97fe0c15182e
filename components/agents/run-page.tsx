"use client";

import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { RunView } from "./run-view.tsx";
import { agentLabel } from "./run-words.ts";
import type { FirstRun } from "./use-run.ts";

/** A run at its own address, for whoever may read it. */
export function RunPage({ first }: { first: FirstRun }) {
  return (
    <>
      <PageHeader title={agentLabel(first.view.run.agent)} actions={<LinkButton href="/agents">All runs</LinkButton>} />
      <div className="mx-auto w-full max-w-3xl p-4 sm:p-6">
        <RunView first={first} place="page" />
      </div>
    </>
  );
}
