"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import { authClient } from "#lib/auth-client.ts";
import { NewPassword } from "#lib/contracts/people.ts";
import { AccountSection } from "./account-section.tsx";
import { useAccountChanged } from "./use-account-changed.ts";
import { useAuthCommand } from "./use-auth-command.ts";

const EMPTY = { currentPassword: "", newPassword: "" };

export function PasswordForm({ email }: { email: string }) {
  const changed = useAccountChanged();
  const [form, setForm] = useState(EMPTY);
  const [weakness, setWeakness] = useState<string | null>(null);
  const change = useAuthCommand(
    (input: typeof EMPTY) => authClient.changePassword(input),
    () => {
      setForm(EMPTY);
      changed();
      toast.done("Password changed. You are signed out everywhere else");
    },
  );
  const set = (key: keyof typeof form) => (value: string) => {
    setForm((before) => ({ ...before, [key]: value }));
    setWeakness(null);
    change.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const complaint = NewPassword.safeParse(form.newPassword).error?.issues[0]?.message ?? null;
    setWeakness(complaint);
    if (!complaint) change.mutate(form);
  };
  return (
    <AccountSection title="Password" lead="Changing it signs you out on every other device.">
      <form className="grid gap-3" onSubmit={submit}>
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <Input
            label="Present password"
            type="password"
            autoComplete="current-password"
            value={form.currentPassword}
            onChange={set("currentPassword")}
            required
            error={change.refusal}
          />
          <Input
            label="New password"
            type="password"
            autoComplete="new-password"
            value={form.newPassword}
            onChange={set("newPassword")}
            required
            help="At least 12 characters. A short sentence is good."
            error={weakness}
          />
        </div>
        <div>
          <Button type="submit" isPending={change.isPending} isDisabled={!form.currentPassword || !form.newPassword}>
            Change the password
          </Button>
        </div>
      </form>
    </AccountSection>
  );
}
