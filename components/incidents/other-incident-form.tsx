"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { type Choice, Combobox } from "#components/ui/combobox.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Select } from "#components/ui/select.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

type FormProps = { reference: string; onDone: () => void };

/** Merging moves watchers, services, open tasks and links; it can be undone. */
export function MergeForm({ reference, onDone }: FormProps) {
  const trpc = useTRPC();
  const [into, setInto] = useState<Choice[]>([]);
  const merge = useCommand(trpc.incidents.merge.mutationOptions(), onDone);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (into[0]) merge.mutate({ reference, into: into[0].id });
      }}
    >
      <p className="text-ink-soft">Work goes on in the other incident. This timeline stays readable here, and the merge can be undone.</p>
      <IncidentPicker label="Merge into" except={reference} state="open" chosen={into} onChange={setInto} />
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={merge.isPending} isDisabled={into.length === 0}>
          Merge
        </Button>
      </DialogActions>
    </form>
  );
}

const KINDS = [
  { value: "related", label: "is related to" },
  { value: "duplicate", label: "is a duplicate of" },
  { value: "caused-by", label: "was caused by" },
] as const;

export function RelateForm({ reference, onDone }: FormProps) {
  const trpc = useTRPC();
  const [to, setTo] = useState<Choice[]>([]);
  const [kind, setKind] = useState<(typeof KINDS)[number]["value"]>("related");
  const relate = useCommand(trpc.incidents.relate.mutationOptions(), onDone);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (to[0]) relate.mutate({ reference, to: to[0].id, kind });
      }}
    >
      <Select label="This incident" value={kind} options={KINDS} onChange={setKind} />
      <IncidentPicker label="Incident" except={reference} state="all" chosen={to} onChange={setTo} />
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={relate.isPending} isDisabled={to.length === 0}>
          Relate
        </Button>
      </DialogActions>
    </form>
  );
}

/** Finds an incident by its words or its reference; a choice's id is its reference. */
export function IncidentPicker({
  label,
  except,
  state,
  chosen,
  onChange,
}: {
  label: string;
  except?: string;
  state: "open" | "all";
  chosen: Choice[];
  onChange: (chosen: Choice[]) => void;
}) {
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const q = useDeferredValue(query);
  const { data } = useQuery({ ...trpc.board.list.queryOptions({ q, state, limit: 8 }), placeholderData: (old) => old });
  const found = (data?.items ?? [])
    .filter(({ reference }) => reference !== except)
    .map(({ reference, title }) => ({ id: reference, name: title, hint: reference }));
  return (
    <Combobox label={label} chosen={chosen} onChange={onChange} found={found} query={query} onQuery={setQuery} placeholder="Title or reference" />
  );
}
