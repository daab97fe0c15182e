"use client";

import { Check, ShieldCheck, X } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { ApprovalView } from "#lib/contracts/runbook-run.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** What is to be approved, word for word, and for which state of the target. */
export function ApprovalCard({ approval, onDecided }: { approval: ApprovalView; onDecided?: () => void }) {
  const trpc = useTRPC();
  const [reason, setReason] = useState("");
  const decide = useCommand(trpc.runbooks.decide.mutationOptions(), onDecided);
  const { bound, hash, n, mayDecide, whyNot, expiresAt } = approval;
  const answer = (approve: boolean) => decide.mutate({ id: bound.run, n, hash, approve, reason });
  return (
    <section aria-label={`Approval of step ${n}`} className="grid gap-2 rounded-lg border border-warn/40 bg-warn-soft px-3 py-2.5 text-13">
      <h4 className="flex items-center gap-1.5 font-semibold text-warn">
        <ShieldCheck size={14} aria-hidden /> Another person has to approve exactly this
      </h4>
      <ol aria-label="Words of the command" className="flex flex-wrap gap-1 font-mono text-12">
        {bound.argv.map((word, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the words of one command never change places.
          <li key={at} className="rounded-sm border border-line bg-surface px-1.5 [overflow-wrap:anywhere] whitespace-pre-wrap">
            {word === "" ? "(empty)" : word}
          </li>
        ))}
      </ol>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-12">
        {[
          ["Target", bound.target || "none"],
          ["Seen now", bound.observed || "nothing is observed"],
          ...(bound.plan ? [["Would change", bound.plan] as const] : []),
        ].map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-soft">{label}</dt>
            <dd className="font-mono [overflow-wrap:anywhere] whitespace-pre-wrap">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-12 text-ink-soft">
        It holds until <TimeText at={expiresAt} format="time" />, once, and voids itself when the target changes.
      </p>
      {mayDecide ? (
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-40 flex-1">
            <Input label="Reason (for a rejection)" value={reason} onChange={setReason} maxLength={300} />
          </div>
          <Button
            icon={<X size={13} aria-hidden />}
            isPending={decide.isPending && decide.variables?.approve === false}
            onClick={() => answer(false)}
          >
            Reject
          </Button>
          <Button
            variant="primary"
            icon={<Check size={13} aria-hidden />}
            isPending={decide.isPending && decide.variables?.approve === true}
            onClick={() => answer(true)}
          >
            Approve
          </Button>
        </div>
      ) : (
        <p className="text-12">{whyNot}</p>
      )}
    </section>
  );
}
