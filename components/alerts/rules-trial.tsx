"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { RulesTrial as Trial } from "#lib/contracts/alert-rule.ts";

const MOST_SHOWN = 50;
const WORDS = { declare: "declare", attach: "attach", record: "record" } as const;

/** What the rules on this page would have done with the alerts that came last, before they are saved. */
export function RulesTrial({ trial, problem, isFetching }: { trial: Trial | null; problem: string | null; isFetching: boolean }) {
  const [isAll, setAll] = useState(false);
  return (
    <section aria-label="Dry run" className="grid grid-cols-[minmax(0,1fr)] gap-2 border-t border-line pt-4">
      <h2 className="flex items-center gap-2 text-14 font-semibold">Dry run over past alerts {isFetching ? <Spinner size={13} /> : null}</h2>
      {problem ? (
        <Callout tone="warn" title="These rules cannot be tried yet">
          {problem}
        </Callout>
      ) : null}
      {trial && !problem ? <Found trial={trial} isAll={isAll} onAll={() => setAll(!isAll)} /> : null}
    </section>
  );
}

function Found({ trial, isAll, onAll }: { trial: Trial; isAll: boolean; onAll: () => void }) {
  if (trial.looked === 0)
    return <p className="text-ink-soft">No alert has come in yet. When some have, what these rules would do with them stands here.</p>;
  const shown = (isAll ? trial.items : trial.items.filter(({ differs }) => differs)).slice(0, MOST_SHOWN);
  return (
    <>
      <p role="status" className="text-ink-soft tabular-nums">
        {trial.declare} of the last {trial.looked} would declare, {trial.attach} would attach, {trial.record} would only be recorded;{" "}
        <b className="font-semibold text-ink">{trial.differ === 0 ? "no difference from now" : `differs from now in ${trial.differ}`}</b>.
      </p>
      {shown.length > 0 ? (
        <ul aria-label="What would become of them" className="divide-y divide-line border-y border-line">
          {shown.map(({ id, title, at, inForce, tried, differs }) => (
            <li key={id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 py-1.5">
              <bdi className="truncate">{title}</bdi>
              <span className="text-12 text-ink-faint">
                <TimeText at={at} format="relative" />
              </span>
              <p className="col-span-full text-12 text-ink-soft">
                {differs ? (
                  <>
                    now {verdict(inForce)} → <b className="font-semibold text-ink">{verdict(tried)}</b>
                  </>
                ) : (
                  verdict(tried)
                )}
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      <div>
        <Button size="sm" variant="ghost" onClick={onAll}>
          {isAll ? "Only those that differ" : "All of them"}
        </Button>
      </div>
    </>
  );
}

function verdict({ action, rule, severity }: Trial["items"][number]["tried"]): string {
  return `${WORDS[action]}${severity ? ` as ${severity}` : ""}${rule ? ` (${rule})` : " (no rule)"}`;
}
