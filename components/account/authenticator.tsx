"use client";

import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { AccountItem, AccountList, AccountSection } from "./account-section.tsx";
import { AuthenticatorOffDialog, BackupCodesDialog } from "./authenticator-changes.tsx";
import { AuthenticatorSetupDialog } from "./authenticator-setup.tsx";

type Opened = "set up" | "codes" | "turn off" | null;

/** The app whose code is asked for after the password. */
export function Authenticator({ isOn }: { isOn: boolean }) {
  const [open, setOpen] = useState<Opened>(null);
  const close = () => setOpen(null);
  return (
    <AccountSection
      title="Authenticator app"
      lead="A code from your phone is asked for after the password, so that the password alone opens nothing."
    >
      {isOn ? (
        <>
          <AccountList label="Second factor">
            <AccountItem icon={<ShieldCheck size={16} />} title="On" detail="A code is asked for after the password. Passkeys need none." />
          </AccountList>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setOpen("codes")}>New backup codes…</Button>
            <Button onClick={() => setOpen("turn off")}>Turn off…</Button>
          </div>
        </>
      ) : (
        <div>
          <Button icon={<ShieldCheck size={14} aria-hidden />} onClick={() => setOpen("set up")}>
            Set up an app
          </Button>
        </div>
      )}
      <AuthenticatorSetupDialog isOpen={open === "set up"} onClose={close} />
      <BackupCodesDialog isOpen={open === "codes"} onClose={close} />
      <AuthenticatorOffDialog isOpen={open === "turn off"} onClose={close} />
    </AccountSection>
  );
}
