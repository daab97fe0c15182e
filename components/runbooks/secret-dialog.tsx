"use client";

import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";

type SecretDialogProps = { name: string; onClose: () => void; onStored: () => void };

/** Stores a secret, or the next value of one. `name` empty: a new one. */
export function SecretDialog({ name: standing, onClose, onStored }: SecretDialogProps) {
  const trpc = useTRPC();
  const [name, setName] = useState(standing);
  const [value, setValue] = useState("");
  const isNew = standing === "";
  const save = useCommand(trpc.runbooks.saveSecret.mutationOptions(), () => {
    toast.done(isNew ? `${name} is stored.` : `${name} has another value now. Steps that begin from now on get it.`);
    onStored();
  });
  return (
    <Dialog isOpen title={isNew ? "Store a secret" : `Replace ${standing}`} onClose={onClose}>
      <form
        className="grid gap-3"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ name, value });
        }}
      >
        {isNew ? (
          <Input
            label="Name"
            help="As steps write it, and as it is called in their environment"
            value={name}
            onChange={(text) => setName(text.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_"))}
            maxLength={60}
            spellCheck={false}
            isAutoFocused
            error={fieldError(save.problem, "name")}
          />
        ) : null}
        <Input
          label="Value"
          help="It is sealed, and never shown again."
          type="password"
          autoComplete="new-password"
          value={value}
          onChange={setValue}
          isAutoFocused={!isNew}
          error={fieldError(save.problem, "value")}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={save.isPending} isDisabled={name === "" || value === ""}>
            {isNew ? "Store" : "Replace"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
