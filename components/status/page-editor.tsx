"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { PAGE_LANGUAGE_LABELS, PAGE_LANGUAGES, type PageComponent, type PageDetails, type PageSettings } from "#lib/contracts/status/page.ts";
import { PAGE_AUDIENCE_LABELS, PAGE_AUDIENCES } from "#lib/contracts/status/terms.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { ComponentList } from "./component-list.tsx";
import { LogoField } from "./logo-field.tsx";
import { ManageHeader } from "./manage-header.tsx";
import { TellingFields } from "./telling-fields.tsx";
import { WeightsField } from "./weights-field.tsx";

type Named = { id: string; name: string };
type Props = { page: PageDetails; services: Named[]; channels: Named[] };

/** How a status page looks, whom it is for, and what stands on it. */
export function PageEditor({ page, services, channels }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const { me } = useConsole();
  const [settings, setSettings] = useState<PageSettings>(page.settings);
  const [password, setPassword] = useState("");
  const [components, setComponents] = useState<PageComponent[]>(page.components.map(({ state: _, ...one }) => one));
  const save = useCommand(trpc.status.changePage.mutationOptions(), () => {
    toast.done("Saved. The page shows it within a second.");
    router.refresh();
  });
  const mayChange = roleHolds(me.role, "status.manage");
  const set = <K extends keyof PageSettings>(key: K, value: PageSettings[K]) => setSettings((before) => ({ ...before, [key]: value }));
  const error = (key: string) => fieldError(save.problem, `settings.${key}`);
  return (
    <>
      <ManageHeader page={page} isManager={mayChange} />
      <form
        className="mx-auto grid max-w-[720px] gap-4 px-4 py-4 sm:px-6"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ slug: page.slug, version: page.version, settings, components, ...(password ? { password } : {}) });
        }}
      >
        {save.problem?.conflict ? <Callout tone="warn">{save.problem.detail}</Callout> : null}
        <ComponentList components={components} services={services} onChange={setComponents} problem={save.problem} />
        <h2 className="pt-2 text-14 font-semibold">Settings</h2>
        <Input label="Name" value={settings.name} onChange={(value) => set("name", value)} error={error("name")} />
        <Input label="Description" value={settings.description} onChange={(value) => set("description", value)} error={error("description")} />
        <Select
          label="Who may read it"
          value={settings.audience}
          options={PAGE_AUDIENCES.map((value) => ({ value, label: PAGE_AUDIENCE_LABELS[value] }))}
          onChange={(value) => set("audience", value)}
        />
        {settings.audience === "password" ? (
          <Input
            label={page.hasPassword ? "New password" : "Password"}
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="new-password"
            error={fieldError(save.problem, "password")}
            help={page.hasPassword ? "Leave it empty to keep the one that it has." : "At least 8 characters."}
          />
        ) : null}
        <div className="grid gap-4 sm:grid-cols-3">
          <Select
            label="Language"
            value={settings.language}
            options={PAGE_LANGUAGES.map((value) => ({ value, label: PAGE_LANGUAGE_LABELS[value] }))}
            onChange={(value) => set("language", value)}
          />
          <Input label="Time zone" value={settings.zone} onChange={(value) => set("zone", value)} error={error("zone")} />
          <Input label="Colour" value={settings.accent} onChange={(value) => set("accent", value)} error={error("accent")} />
        </div>
        <LogoField logo={settings.logo} onChange={(value) => set("logo", value)} error={error("logo")} />
        <Input
          label="Your site"
          value={settings.homeUrl ?? ""}
          onChange={(value) => set("homeUrl", value || null)}
          placeholder="https://"
          error={error("homeUrl")}
        />
        <Textarea label="Footer" value={settings.footer} onChange={(value) => set("footer", value)} error={error("footer")} />
        <Checkbox
          label="Updates need somebody else's approval"
          isChecked={settings.needsApproval}
          onChange={(value) => set("needsApproval", value)}
        />
        <Checkbox label="Show uptime and history bars" isChecked={settings.showsUptime} onChange={(value) => set("showsUptime", value)} />
        {settings.showsUptime ? <WeightsField weights={settings.weights} onChange={(value) => set("weights", value)} error={error} /> : null}
        <TellingFields settings={settings} channels={channels} set={set} />
        <Checkbox
          label="For practice"
          help="Drills and tests are told here, and nowhere else."
          isChecked={settings.isPractice}
          onChange={(value) => set("isPractice", value)}
        />
        {mayChange ? (
          <div>
            <Button type="submit" variant="primary" isPending={save.isPending}>
              Save
            </Button>
          </div>
        ) : (
          <Callout>Only administrators change status pages.</Callout>
        )}
      </form>
    </>
  );
}
