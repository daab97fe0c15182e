"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { Foresight } from "#lib/contracts/escalation/time-machine.ts";
import type { Severity } from "#lib/contracts/incident.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { afterWord } from "./words.ts";

type PageOnCallProps = { isChecked: boolean; onChange: (isChecked: boolean) => void; severity: Severity | null; services: string[] };

/** Whether a declaration pages, and whom it will reach when. Its words keep their place while they are looked up. */
export function PageOnCall({ isChecked, onChange, severity, services }: PageOnCallProps) {
  const trpc = useTRPC();
  const question = useDeferredValue(`${severity} ${services.join()}`);
  const { data } = useQuery({
    ...trpc.escalation.simulate.queryOptions({ severity, services }),
    enabled: isChecked && question === `${severity} ${services.join()}`,
    placeholderData: (old) => old,
  });
  const words = isChecked ? (data ? reachWords(data) : "Looking whom it reaches…") : "Nobody is paged; escalate by hand when you want somebody.";
  return <Checkbox label="Page on call" help={<span className="block min-h-4">{words}</span>} isChecked={isChecked} onChange={onChange} />;
}

const MOST = 3;

/** `Pages Ada (On-Call Engineer) at once, Bo +15 min; more if nobody answers.` */
export function reachWords({ steps }: Pick<Foresight, "steps">): string {
  const seen = new Set<string>();
  const reached = steps.flatMap(({ people, channels, minutes, title, level }) =>
    [...people.map(({ name }) => name), ...channels].flatMap((name) => {
      if (seen.has(name)) return [];
      seen.add(name);
      return [{ name, minutes, title: level === "-" ? "when nobody answers" : title }];
    }),
  );
  if (reached.length === 0) return "Reaches nobody: no schedule, lead or position has anybody yet.";
  const told = reached
    .slice(0, MOST)
    .map(({ name, minutes, title }, n) => `${name}${n === 0 ? ` (${title})` : ""} ${afterWord(minutes).replace("+", "in ")}`);
  const more = reached.length > MOST ? `, then ${reached.length - MOST} more` : "";
  return `Pages ${told.join(", ")}${more}, while nobody acknowledges.`;
}
