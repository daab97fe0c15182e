"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";

type Check = { chains: number; allChains: number; entries: number; problems: string[]; isDone: boolean; failure: string | null };

const BEGUN: Check = { chains: 0, allChains: 1, entries: 0, problems: [], isDone: false, failure: null };

/** Recomputes every hash of the trail, step by step. */
export function VerifyButton() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [check, setCheck] = useState<Check | null>(null);
  const run = useRef(0);

  async function verify(): Promise<void> {
    const mine = ++run.current;
    let sum = BEGUN;
    let cursor: string | undefined;
    setCheck(sum);
    try {
      do {
        const step = await client.fetchQuery({ ...trpc.audit.verify.queryOptions({ cursor }), staleTime: 0 });
        if (run.current !== mine) return;
        cursor = step.nextCursor ?? undefined;
        sum = {
          ...sum,
          chains: sum.chains + step.chains,
          allChains: step.allChains,
          entries: sum.entries + step.entries,
          problems: [...sum.problems, ...step.problems],
          isDone: !cursor,
        };
        setCheck(sum);
      } while (cursor);
    } catch (error) {
      setCheck({ ...sum, failure: problemFrom(error).detail });
    }
  }

  const close = () => {
    run.current += 1;
    setCheck(null);
  };
  return (
    <>
      <Button icon={<ShieldCheck size={14} aria-hidden />} onClick={() => void verify()}>
        Verify
      </Button>
      <Dialog isOpen={check !== null} size="sm" title="Verify the trail" onClose={close}>
        {check ? <CheckState check={check} /> : null}
        <DialogActions>
          <Button onClick={close}>{check?.isDone || check?.failure ? "Close" : "Stop"}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function CheckState({ check }: { check: Check }) {
  const { chains, allChains, entries, problems, isDone, failure } = check;
  const counted = `${entries.toLocaleString("en")} entries in ${chains.toLocaleString("en")} chains`;
  if (failure)
    return (
      <Callout tone="bad" title="The check did not end">
        {failure}
      </Callout>
    );
  if (problems.length > 0)
    return (
      <Callout tone="bad" title={problems.length === 1 ? "One chain is not sound" : `${problems.length} chains are not sound`}>
        <ul className="max-h-60 overflow-y-auto">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      </Callout>
    );
  if (isDone)
    return (
      <Callout tone="accent" title="Nothing was altered">
        {counted} were recomputed; each hash is as it was written.
      </Callout>
    );
  return (
    <div className="grid gap-2">
      <ProgressBar label="Chains checked" value={chains / allChains} />
      <p className="text-12 text-ink-soft">{counted} so far</p>
    </div>
  );
}
