"use client";

import { KeyRound } from "lucide-react";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { authClient } from "#lib/auth-client.ts";
import { useAuthCommand } from "./use-auth-command.ts";

/** Proves by signing in anew. A passkey of somebody else signs them in, and what was asked for is dropped. */
export function ProofByPasskey({ onProved }: { onProved: () => void }) {
  const { me } = useConsole();
  const passkey = useAuthCommand(
    () => authClient.signIn.passkey(),
    (signedIn) => {
      if (signedIn?.user.id === me.id) onProved();
      else window.location.assign("/incidents");
    },
  );
  return (
    <div className="grid gap-2 border-t border-line pt-3">
      <Button isWide icon={<KeyRound size={14} aria-hidden />} isPending={passkey.isPending} onClick={() => passkey.mutate(undefined)}>
        Use a passkey
      </Button>
      {passkey.refusal ? <FieldError>{passkey.refusal}</FieldError> : null}
    </div>
  );
}
