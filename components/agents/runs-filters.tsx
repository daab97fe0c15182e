"use client";

import { X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { type AgentCard, RUN_STATES, type RunState } from "#lib/contracts/agent.ts";
import { RUN_STATE_WORDS } from "./run-words.ts";
import type { RunsFilter } from "./runs-filter.ts";

type Props = { filter: RunsFilter; agents: AgentCard[]; onChange: (filter: RunsFilter) => void; isPending: boolean };

const STATES: { value: RunState | ""; label: string }[] = [
  { value: "", label: "Any state" },
  ...RUN_STATES.map((state) => ({ value: state, label: RUN_STATE_WORDS[state].label })),
];

/** Which runs to show; each choice changes the address, so that a view can be shared. */
export function RunsFilters({ filter, agents, onChange, isPending }: Props) {
  const names = [{ value: "", label: "All agents" }, ...agents.map(({ name, title }) => ({ value: name, label: title }))];
  return (
    <div aria-busy={isPending} className="flex flex-wrap items-center gap-3 px-4 py-3 sm:px-6">
      <div className="w-44">
        <Select
          label="Agent"
          isLabelHidden
          value={filter.agent ?? ""}
          options={names}
          onChange={(agent) => onChange({ ...filter, agent: agent || undefined })}
        />
      </div>
      <div className="w-44">
        <Select
          label="State"
          isLabelHidden
          value={filter.state ?? ""}
          options={STATES}
          onChange={(state) => onChange({ ...filter, state: state || undefined })}
        />
      </div>
      <Switch label="Only mine" isChecked={filter.isMine} onChange={(isMine) => onChange({ ...filter, isMine })} />
      {filter.incident ? (
        <Button size="sm" icon={<X size={12} aria-hidden />} onClick={() => onChange({ ...filter, incident: undefined })}>
          {`Only ${filter.incident}`}
        </Button>
      ) : null}
    </div>
  );
}
