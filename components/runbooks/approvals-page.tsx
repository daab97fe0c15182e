"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "#components/ui/states.tsx";
import type { ApprovalView, RunbookRunSummary } from "#lib/contracts/runbook-run.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ApprovalCard } from "./approval-card.tsx";
import { RunbooksFrame } from "./runbooks-frame.tsx";

type Asked = { run: RunbookRunSummary; approval: ApprovalView; title: string };
const READ_AGAIN_MS = 3_000;

/** Risky steps that wait for another person, the one that runs out first before the others. */
export function ApprovalsPage({ first }: { first: { items: Asked[] } }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const options = trpc.runbooks.approvals.queryOptions();
  const { data } = useQuery({ ...options, initialData: first, refetchInterval: READ_AGAIN_MS });
  const readAgain = () => void queries.invalidateQueries({ queryKey: options.queryKey });
  return (
    <RunbooksFrame>
      {data.items.length === 0 ? (
        <EmptyState title="Nothing waits for an approval" icon={<ShieldCheck size={16} />}>
          A step of high risk is done only after another person has approved exactly its command, for the state in which its target is. Such a
          question appears here and in its run.
        </EmptyState>
      ) : (
        <ul aria-label="Approvals" className="grid gap-4">
          {data.items.map(({ run, approval, title }) => (
            <li key={approval.id} aria-label={title} className="grid gap-1.5">
              <p className="text-13">
                <Link href={`/runbooks/runs/${run.id}`} className="font-semibold hover:underline">
                  {title}
                </Link>{" "}
                <span className="text-ink-soft">
                  · step {approval.n} of {run.title} · {run.startedBy.name}
                  {run.incident ? ` · ${run.incident.reference}` : ""}
                </span>
              </p>
              <ApprovalCard approval={approval} onDecided={readAgain} />
            </li>
          ))}
        </ul>
      )}
    </RunbooksFrame>
  );
}
