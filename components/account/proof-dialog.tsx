"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { proofStore } from "#components/forms/proof.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { PROOF_LASTS_MINUTES } from "#lib/contracts/account.ts";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";

/** Asks who is there before something sensitive, then goes on with it. */
export function ProofDialog() {
  const asking = useSyncExternalStore(proofStore.subscribe, proofStore.read, () => null);
  return (
    <Dialog
      isOpen={asking !== null}
      size="sm"
      title="Is it you?"
      description={`This needs a fresh proof. It holds for ${PROOF_LASTS_MINUTES} minutes.`}
      onClose={proofStore.forget}
    >
      {asking ? <ProofForm onProved={asking.go} /> : null}
    </Dialog>
  );
}

function ProofForm({ onProved }: { onProved: () => void }) {
  const trpc = useTRPC();
  const account = useQuery(trpc.account.read.queryOptions());
  const [isCode, setCode] = useState(false);
  const [secret, setSecret] = useState("");
  const prove = useMutation(
    trpc.account.proveAgain.mutationOptions({
      onSuccess: () => {
        proofStore.forget();
        onProved();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate(isCode ? { code: secret.trim() } : { password: secret });
  };
  const error = prove.error ? problemFrom(prove.error).detail : null;
  return (
    <form className="grid gap-2" onSubmit={submit}>
      <Input
        key={isCode ? "code" : "password"}
        label={isCode ? "Code of your authenticator app" : "Your password"}
        type={isCode ? "text" : "password"}
        inputMode={isCode ? "numeric" : undefined}
        autoComplete={isCode ? "one-time-code" : "current-password"}
        value={secret}
        onChange={setSecret}
        required
        isAutoFocused
        error={error}
      />
      <DialogActions>
        {account.data?.hasTwoFactor ? (
          <Button
            variant="ghost"
            onClick={() => {
              setCode(!isCode);
              setSecret("");
              prove.reset();
            }}
          >
            {isCode ? "Use the password" : "Use a code"}
          </Button>
        ) : null}
        <Button onClick={proofStore.forget}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={prove.isPending}>
          Continue
        </Button>
      </DialogActions>
    </form>
  );
}
