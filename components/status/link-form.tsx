"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import { LINK_KIND_LABELS, LINK_KINDS, type StatusLink } from "#lib/contracts/status/link.ts";
import type { PageDetails } from "#lib/contracts/status/page.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { ComponentChoices } from "./component-choices.tsx";

/** Makes a link, or changes what it shows; its address stays. */
export function LinkForm({ page, before, onDone }: { page: PageDetails; before: StatusLink | null; onDone: () => void }) {
  const trpc = useTRPC();
  const [kind, setKind] = useState<StatusLink["kind"]>(before?.kind ?? "stakeholders");
  const [name, setName] = useState(before?.name ?? "");
  const [components, setComponents] = useState(before?.components ?? []);
  const [workaround, setWorkaround] = useState(before?.workaround ?? "");
  const done = () => {
    toast.done(before ? "Changed." : "The link opens within a second.");
    onDone();
  };
  const create = useCommand(trpc.status.createLink.mutationOptions(), done);
  const change = useCommand(trpc.status.changeLink.mutationOptions(), done);
  const { problem, isPending } = before ? change : create;
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const given = { slug: page.slug, name, components, workaround };
        if (before) change.mutate({ ...given, id: before.id });
        else create.mutate({ ...given, kind });
      }}
    >
      {before ? null : (
        <Select
          label="What it shows"
          value={kind}
          options={LINK_KINDS.map((value) => ({ value, label: LINK_KIND_LABELS[value] }))}
          onChange={setKind}
        />
      )}
      <Input
        label="For whom"
        value={name}
        onChange={setName}
        isAutoFocused
        placeholder={kind === "customer" ? "Northwind" : "Executives"}
        help="It stands on what the link opens."
        error={fieldError(problem, "name")}
      />
      {kind === "customer" ? (
        <>
          <ComponentChoices
            legend="What they use (none: everything)"
            components={page.components}
            chosen={components}
            onChange={setComponents}
            error={fieldError(problem, "components")}
          />
          <Textarea
            label="What they can do meanwhile"
            rows={2}
            value={workaround}
            onChange={setWorkaround}
            help="Only they read it."
            error={fieldError(problem, "workaround")}
          />
        </>
      ) : null}
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={isPending} isDisabled={name.trim() === ""}>
          {before ? "Save" : "Make link"}
        </Button>
      </DialogActions>
    </form>
  );
}
