"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import { authClient } from "#lib/auth-client.ts";
import { BackupCodes } from "./backup-codes.tsx";
import { PasswordStep } from "./password-step.tsx";
import { useAccountChanged } from "./use-account-changed.ts";
import { useAuthCommand } from "./use-auth-command.ts";

type DialogProps = { isOpen: boolean; onClose: () => void };

export function BackupCodesDialog({ isOpen, onClose }: DialogProps) {
  return (
    <Dialog isOpen={isOpen} size="sm" title="New backup codes" description="The codes that you have now stop working." onClose={onClose}>
      <NewBackupCodes onClose={onClose} />
    </Dialog>
  );
}

function NewBackupCodes({ onClose }: { onClose: () => void }) {
  const make = useAuthCommand(
    (password: string) => authClient.twoFactor.generateBackupCodes({ password }),
    () => undefined,
  );
  if (make.data) return <BackupCodes codes={make.data.backupCodes} onDone={onClose} />;
  return <PasswordStep submit="Make new codes" isPending={make.isPending} refusal={make.refusal} onPassword={make.mutate} onClose={onClose} />;
}

export function AuthenticatorOffDialog({ isOpen, onClose }: DialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      size="sm"
      title="Turn off the authenticator app?"
      description="Then your password alone signs you in, and your backup codes stop working."
      onClose={onClose}
    >
      <TurnOff onClose={onClose} />
    </Dialog>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const changed = useAccountChanged();
  const disable = useAuthCommand(
    (password: string) => authClient.twoFactor.disable({ password }),
    () => {
      changed();
      onClose();
      toast.done("The authenticator app is off");
    },
  );
  return (
    <PasswordStep
      submit="Turn off"
      isDangerous
      isPending={disable.isPending}
      refusal={disable.refusal}
      onPassword={disable.mutate}
      onClose={onClose}
    />
  );
}
