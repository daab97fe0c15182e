"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { authClient } from "#lib/auth-client.ts";
import { type Passkey, passkeyName } from "./passkey-name.ts";
import { useAccountChanged } from "./use-account-changed.ts";
import { useAuthCommand } from "./use-auth-command.ts";

export function RenamePasskeyDialog({ isOpen, passkey, onClose }: { isOpen: boolean; passkey: Passkey; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} size="sm" title={`Rename ${passkeyName(passkey)}`} onClose={onClose}>
      <RenameForm passkey={passkey} onClose={onClose} />
    </Dialog>
  );
}

function RenameForm({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const changed = useAccountChanged();
  const [name, setName] = useState(passkeyName(passkey));
  const rename = useAuthCommand(
    () => authClient.passkey.updatePasskey({ id: passkey.id, name: name.trim() }),
    () => {
      changed();
      onClose();
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate(undefined);
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <Input label="Name" value={name} onChange={setName} required maxLength={80} isAutoFocused placeholder="Work laptop" error={rename.refusal} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={rename.isPending} isDisabled={!name.trim()}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}
