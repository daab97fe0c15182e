"use client";

import { Check, Circle, Minus, X } from "lucide-react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import type { RunView, StepView } from "#lib/contracts/runbook-run.ts";
import { isBroken } from "#lib/contracts/runbook-terms.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** What has to hold before the first step, turning green. */
export function PreflightTable({ view }: { view: RunView }) {
  const trpc = useTRPC();
  const again = useCommand(trpc.runbooks.checkAgain.mutationOptions());
  const { plan, steps, run, rights } = view;
  if (plan.preflight.length === 0) return null;
  const rows = steps.filter(({ phase }) => phase === "preflight");
  const isStuck = run.waitsFor === "decision" && rows.some(({ state }) => isBroken(state));
  return (
    <section aria-label="Pre-flight checks" className="grid gap-2">
      <div className="flex items-center gap-3">
        <h2 className="flex-1 text-14 font-semibold">Pre-flight checks</h2>
        {isStuck && rights.mayRun ? (
          <Button isPending={again.isPending} onClick={() => again.mutate({ id: run.id })}>
            Check again
          </Button>
        ) : null}
      </div>
      <Table label="Checks" head={["Check", "Status", "Details"]}>
        {plan.preflight.map(({ n, title, isAdvice }) => {
          const row = rows.find((one) => one.n === n);
          return (
            <Row key={n}>
              <Cell>{title}</Cell>
              <Cell>
                <Status state={row?.state ?? "pending"} isAdvice={isAdvice} />
              </Cell>
              <Cell>
                <span className="[overflow-wrap:anywhere]">{row?.detail ?? ""}</span>
              </Cell>
            </Row>
          );
        })}
      </Table>
    </section>
  );
}

function Status({ state, isAdvice }: { state: StepView["state"]; isAdvice: boolean }) {
  if (state === "completed") return <Mark icon={<Check size={13} aria-hidden />} tone="text-good" word="Pass" />;
  if (state === "running") return <Mark icon={<Spinner />} tone="text-accent" word="Checking" />;
  if (state === "pending") return <Mark icon={<Circle size={13} aria-hidden />} tone="text-ink-faint" word="Pending" />;
  return isAdvice ? (
    <Mark icon={<Minus size={13} aria-hidden />} tone="text-warn" word="Warning" />
  ) : (
    <Mark icon={<X size={13} aria-hidden />} tone="text-bad" word="Fail" />
  );
}

function Mark({ icon, tone, word }: { icon: React.ReactNode; tone: string; word: string }) {
  return (
    <span className={`inline-flex items-center gap-1.5 ${tone}`}>
      {icon}
      {word}
    </span>
  );
}
