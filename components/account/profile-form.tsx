"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useIsHydrated } from "#components/ui/use-now.ts";
import type { OwnAccount } from "#lib/contracts/account.ts";
import type { PersonDetails } from "#lib/contracts/people.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { AccountSection } from "./account-section.tsx";
import { useAccountChanged } from "./use-account-changed.ts";

const shown = ({ name, handle, phone, timeZone }: PersonDetails) => ({ name, handle, phone: phone ?? "", timeZone: timeZone ?? "" });

/** What others see of oneself. */
export function ProfileForm({ account }: { account: OwnAccount }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const changed = useAccountChanged();
  const stored = shown(account);
  const [form, setForm] = useState(stored);
  const zones = useTimeZones(form.timeZone);
  const update = useCommand(trpc.account.update.mutationOptions(), (saved) => {
    setForm(shown(saved));
    client.setQueryData(trpc.account.read.queryKey(), (before) => before && { ...before, ...saved });
    changed();
    toast.done("Profile saved");
  });
  const set = (key: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [key]: value }));
  const isChanged = (Object.keys(stored) as (keyof typeof stored)[]).some((key) => form[key] !== stored[key]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ ...form, timeZone: form.timeZone || null });
  };
  return (
    <AccountSection title="Profile" lead={`You sign in as ${account.email}.`}>
      <form className="grid gap-3" onSubmit={submit}>
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <Input label="Name" autoComplete="name" value={form.name} onChange={set("name")} required error={fieldError(update.problem, "name")} />
          <Input
            label="Handle"
            value={form.handle}
            onChange={set("handle")}
            required
            autoCapitalize="none"
            spellCheck={false}
            help={`Mentioned as @${form.handle.trim().replace(/^@/, "") || "handle"}.`}
            error={fieldError(update.problem, "handle")}
          />
          <Input
            label="Phone"
            type="tel"
            autoComplete="tel"
            value={form.phone}
            onChange={set("phone")}
            placeholder="+43 1 234567"
            error={fieldError(update.problem, "phone")}
          />
          <Select
            label="Time zone"
            value={form.timeZone}
            options={zones}
            onChange={set("timeZone")}
            help="Tells others what time it is for you."
            error={fieldError(update.problem, "timeZone")}
          />
        </div>
        <div>
          <Button type="submit" variant="primary" isPending={update.isPending} isDisabled={!isChanged}>
            Save
          </Button>
        </div>
      </form>
    </AccountSection>
  );
}

/** The zones that this browser knows, its own first; only the chosen one while the page is as the server sent it. */
function useTimeZones(chosen: string): { value: string; label: string }[] {
  const isHydrated = useIsHydrated();
  return useMemo(() => {
    const own = isHydrated ? Intl.DateTimeFormat().resolvedOptions().timeZone : null;
    const known = isHydrated ? Intl.supportedValuesOf("timeZone") : [];
    const names = new Set([own, chosen, ...known].filter((name): name is string => Boolean(name)));
    return [{ value: "", label: "Not given" }, ...[...names].map((name) => ({ value: name, label: name.replaceAll("_", " ") }))];
  }, [chosen, isHydrated]);
}
