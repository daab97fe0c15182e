"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { MethodKind } from "#lib/contracts/contact.ts";
import { CODE_LASTS_MINUTES, type MethodView } from "#lib/contracts/contact-methods.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { useContactChanged } from "./use-contact-changed.ts";

export function VerifyDialog({ method, onClose }: { method: MethodView | null; onClose: () => void }) {
  return (
    <Dialog isOpen={method !== null} title={`Verify “${method?.label ?? ""}”`} onClose={onClose}>
      {method ? <VerifyForm id={method.id} kind={method.kind} problem={null} onClose={onClose} /> : null}
    </Dialog>
  );
}

type VerifyFormProps = { id: string; kind: MethodKind; problem: string | null; onClose: () => void };

/** Shows that a means is one's own: by a code that went there, or by a signed test. `problem`: why the code did not go out. */
export function VerifyForm({ id, kind, problem: first, onClose }: VerifyFormProps) {
  const trpc = useTRPC();
  const changed = useContactChanged();
  const [code, setCode] = useState("");
  const [unsent, setUnsent] = useState(first);
  const isByCode = kind === "email" || kind === "slack";
  const verify = useCommand(trpc.contact.verify.mutationOptions({ onSettled: changed }), ({ sentence }) => {
    toast.done(sentence);
    onClose();
  });
  const resend = useCommand(trpc.contact.sendCode.mutationOptions(), ({ problem }) => {
    setUnsent(problem);
    verify.reset();
    if (!problem) toast.done("Another code is on its way");
    changed();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate(isByCode ? { id, code } : { id });
  };
  const codeError = fieldError(verify.problem, "code");
  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      {unsent ? (
        <Callout tone="warn" title="The code could not be sent">
          {unsent}
        </Callout>
      ) : null}
      {verify.problem && !codeError ? (
        <Callout tone="bad" title="It was not taken">
          {verify.problem.detail}
        </Callout>
      ) : null}
      {isByCode ? (
        <Input
          label="Code"
          value={code}
          onChange={setCode}
          isAutoFocused
          inputMode="numeric"
          autoComplete="one-time-code"
          placeholder="123456"
          help={`Six digits, good for ${CODE_LASTS_MINUTES} minutes. They went there just now, or when you last asked for them.`}
          error={codeError}
        />
      ) : (
        <p className="text-13 text-ink-soft">Muster sends a signed test there. When it is answered with 2xx, pages can go there too.</p>
      )}
      <DialogActions>
        {isByCode ? (
          <Button isPending={resend.isPending} onClick={() => resend.mutate({ id })}>
            Send another code
          </Button>
        ) : (
          <Button onClick={onClose}>Later</Button>
        )}
        <Button type="submit" variant="primary" isPending={verify.isPending}>
          {isByCode ? "Verify" : "Send the test"}
        </Button>
      </DialogActions>
    </form>
  );
}
