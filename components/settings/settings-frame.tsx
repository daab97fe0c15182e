"use client";

import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";

const TABS = [
  { href: "/settings/organisation", label: "Organisation" },
  { href: "/settings/severities", label: "Severities" },
  { href: "/settings/roles", label: "Roles" },
  { href: "/settings/fields", label: "Fields" },
  { href: "/settings/escalation", label: "Escalation" },
  { href: "/settings/notices", label: "Who is told" },
  { href: "/settings/postmortems", label: "Postmortems" },
  { href: "/settings/keys", label: "API keys" },
  { href: "/settings/integrations", label: "Integrations" },
  { href: "/settings/connections", label: "Connections" },
  { href: "/settings/webhooks", label: "Webhooks" },
  { href: "/settings/pager", label: "Pager" },
  { href: "/settings/agents", label: "Agents" },
  { href: "/settings/account", label: "Your account" },
  { href: "/settings/notifications", label: "Notifications" },
];

/** The head of all settings, and their places. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" tabs={<LinkTabs label="Settings" tabs={TABS} />} />
      <div className="grid max-w-3xl gap-6 has-data-wide:max-w-6xl p-4 sm:p-6">{children}</div>
    </>
  );
}
