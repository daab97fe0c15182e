"use client";

import { KeyRound, MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useIsHydrated } from "#components/ui/use-now.ts";
import { authClient } from "#lib/auth-client.ts";
import { passkeyHindrance } from "#lib/passkey-support.ts";
import { AccountItem, AccountList, AccountSection } from "./account-section.tsx";
import { deviceWords } from "./device.ts";
import { type Passkey, passkeyName } from "./passkey-name.ts";
import { RenamePasskeyDialog } from "./rename-passkey-dialog.tsx";
import { useAccountChanged } from "./use-account-changed.ts";
import { useAuthCommand } from "./use-auth-command.ts";

/** Keys of one's devices, each a way to sign in without password and code. */
export function Passkeys({ email, passkeys }: { email: string; passkeys: Passkey[] }) {
  const changed = useAccountChanged();
  const hindrance = useIsHydrated() ? passkeyHindrance() : null;
  const add = useAuthCommand(
    () => addPasskey(email),
    () => {
      changed();
      toast.done("Passkey added. Use it the next time you sign in");
    },
  );
  return (
    <AccountSection
      title="Passkeys"
      lead="Sign in with your finger, face or PIN. Nothing to remember, and nothing that a false page can take from you."
    >
      {passkeys.length > 0 ? (
        <AccountList label="Passkeys">
          {passkeys.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} />
          ))}
        </AccountList>
      ) : null}
      {hindrance ? (
        <Callout>{hindrance}</Callout>
      ) : (
        <div className="grid gap-2">
          <div>
            <Button icon={<KeyRound size={14} aria-hidden />} isPending={add.isPending} onClick={() => add.mutate(undefined)}>
              {passkeys.length > 0 ? "Add another passkey" : "Add a passkey"}
            </Button>
          </div>
          {add.refusal ? <FieldError>{add.refusal}</FieldError> : null}
        </div>
      )}
    </AccountSection>
  );
}

/** The device keeps the key under the e-mail address; here it is named after the device. */
async function addPasskey(email: string) {
  const added = await authClient.passkey.addPasskey({ name: email });
  if (added.data) await authClient.passkey.updatePasskey({ id: added.data.id, name: deviceWords(navigator.userAgent) });
  return added;
}

function PasskeyItem({ passkey }: { passkey: Passkey }) {
  const changed = useAccountChanged();
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  const close = () => setOpen(null);
  const name = passkeyName(passkey);
  const remove = useAuthCommand(
    () => authClient.passkey.deletePasskey({ id: passkey.id }),
    () => {
      changed();
      toast.done(`${name} does not open Muster any more`);
    },
  );
  return (
    <>
      <AccountItem
        icon={<KeyRound size={16} />}
        title={
          <>
            <bdi>{name}</bdi>
            {passkey.isSynced ? <Chip>synced</Chip> : null}
          </>
        }
        detail={
          passkey.createdAt ? (
            <>
              Added <TimeText at={passkey.createdAt} />
            </>
          ) : (
            "Added some time ago"
          )
        }
        action={
          <Menu
            label={`Actions for ${name}`}
            trigger={<IconButton size="sm" label={`Actions for ${name}`} icon={<MoreHorizontal size={15} />} />}
            items={[
              { label: "Rename…", onSelect: () => setOpen("rename") },
              { label: "Delete…", isDangerous: true, onSelect: () => setOpen("delete") },
            ]}
          />
        }
      />
      <RenamePasskeyDialog isOpen={open === "rename"} passkey={passkey} onClose={close} />
      <ConfirmDialog
        isOpen={open === "delete"}
        title={`Delete ${name}?`}
        confirm="Delete"
        isDangerous
        isPending={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
        onClose={close}
      >
        Muster forgets it, and it signs you in no more. The device may go on offering it until you delete it there too.
        {remove.refusal ? <FieldError>{remove.refusal}</FieldError> : null}
      </ConfirmDialog>
    </>
  );
}
