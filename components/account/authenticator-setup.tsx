"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { authClient } from "#lib/auth-client.ts";
import { BackupCodes } from "./backup-codes.tsx";
import { PasswordStep } from "./password-step.tsx";
import { QrCode } from "./qr-code.tsx";
import { useAccountChanged } from "./use-account-changed.ts";
import { useAuthCommand } from "./use-auth-command.ts";

/** Password, then the key for the app and its first code, then the backup codes. */
export function AuthenticatorSetupDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} size="sm" title="Set up an authenticator app" onClose={onClose}>
      <Steps onClose={onClose} />
    </Dialog>
  );
}

function Steps({ onClose }: { onClose: () => void }) {
  const changed = useAccountChanged();
  const [isProved, setProved] = useState(false);
  const begin = useAuthCommand(
    (password: string) => authClient.twoFactor.enable({ password }),
    () => undefined,
  );
  const onProved = () => {
    setProved(true);
    changed();
  };
  if (!begin.data || !("totpURI" in begin.data))
    return <PasswordStep submit="Continue" isPending={begin.isPending} refusal={begin.refusal} onPassword={begin.mutate} onClose={onClose} />;
  if (isProved) return <BackupCodes codes={begin.data.backupCodes} onDone={onClose} />;
  return <KeyStep uri={begin.data.totpURI} onProved={onProved} onClose={onClose} />;
}

function KeyStep({ uri, onProved, onClose }: { uri: string; onProved: () => void; onClose: () => void }) {
  const [code, setCode] = useState("");
  const verify = useAuthCommand((digits: string) => authClient.twoFactor.verifyTotp({ code: digits }), onProved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate(code.replaceAll(/\s/g, ""));
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <KeyToScan uri={uri} />
      <Input
        label="The six digits that it shows"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        required
        isAutoFocused
        error={verify.refusal}
      />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={verify.isPending}>
          Turn on
        </Button>
      </DialogActions>
    </form>
  );
}

function KeyToScan({ uri }: { uri: string }) {
  const key = new URL(uri).searchParams.get("secret") ?? "";
  return (
    <div className="grid justify-items-center gap-3 text-13">
      <p className="w-full">
        Scan this with your app, or{" "}
        <a href={uri} className="text-accent-ink underline underline-offset-2">
          open it in an app on this device
        </a>
        .
      </p>
      <QrCode text={uri} label="QR code with the key" />
      <div className="grid w-full gap-1">
        <p className="text-12 text-ink-soft">No camera? Type this key as a time-based account.</p>
        <div className="flex items-center gap-2 rounded-md border border-line bg-surface-sunk py-1 pr-1 pl-2.5">
          <output aria-label="Key" className="min-w-0 flex-1 font-mono text-12 [overflow-wrap:anywhere]">
            {key.match(/.{1,4}/g)?.join(" ")}
          </output>
          <CopyButton text={key} label="Copy the key" />
        </div>
      </div>
    </div>
  );
}
