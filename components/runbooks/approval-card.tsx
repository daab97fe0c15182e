"use client";

import { Check, ShieldCheck, X } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { ApprovalView } from "#lib/contracts/runbook-run.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ExactCommand } from "./exact-command.tsx";

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
      <ExactCommand exact={bound} />
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
