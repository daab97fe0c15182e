"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { proofStore } from "#components/forms/proof.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { PROOF_LASTS_MINUTES } from "#lib/contracts/account.ts";
import { passkeyHindrance } from "#lib/passkey-support.ts";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";
import { ProofByPasskey } from "./proof-by-passkey.tsx";

type Means = "password" | "code";

const MEANS = {
  password: { label: "Your password", type: "password", autoComplete: "current-password", inputMode: undefined, other: "Use a code" },
  code: { label: "Code of your authenticator app", type: "text", autoComplete: "one-time-code", inputMode: "numeric", other: "Use the password" },
} as const;

/** Asks who is there before something sensitive, then goes on with it. */
export function ProofDialog() {
  const asking = useSyncExternalStore(proofStore.subscribe, proofStore.read, () => null);
  const onProved = () => {
    proofStore.forget();
    asking?.go();
  };
  return (
    <Dialog
      isOpen={asking !== null}
      size="sm"
      title="Is it you?"
      description={`This needs a fresh proof. It holds for ${PROOF_LASTS_MINUTES} minutes.`}
      onClose={proofStore.forget}
    >
      {asking ? <Proof onProved={onProved} /> : null}
    </Dialog>
  );
}

function Proof({ onProved }: { onProved: () => void }) {
  const trpc = useTRPC();
  const { data: account } = useQuery(trpc.account.read.queryOptions());
  const [means, setMeans] = useState<Means>("password");
  const hasPasskey = account !== undefined && account.passkeys.length > 0 && !passkeyHindrance();
  return (
    <div className="grid gap-3">
      <SecretForm
        key={means}
        means={means}
        onOther={account?.hasTwoFactor ? () => setMeans(means === "code" ? "password" : "code") : null}
        onProved={onProved}
      />
      {hasPasskey ? <ProofByPasskey onProved={onProved} /> : null}
    </div>
  );
}

function SecretForm({ means, onOther, onProved }: { means: Means; onOther: (() => void) | null; onProved: () => void }) {
  const trpc = useTRPC();
  const [secret, setSecret] = useState("");
  const prove = useMutation(trpc.account.proveAgain.mutationOptions({ onSuccess: onProved }));
  const { other, ...field } = MEANS[means];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate(means === "code" ? { code: secret.replaceAll(/\s/g, "") } : { password: secret });
  };
  return (
    <form onSubmit={submit}>
      <Input {...field} value={secret} onChange={setSecret} required isAutoFocused error={prove.error ? problemFrom(prove.error).detail : null} />
      <DialogActions>
        {onOther ? (
          <Button variant="ghost" onClick={onOther}>
            {other}
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
