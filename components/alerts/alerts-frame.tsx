"use client";

import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";

const TABS = [
  { href: "/alerts", label: "Inbox", isExact: true },
  { href: "/alerts/rules", label: "Rules" },
  { href: "/alerts/maintenance", label: "Maintenance" },
];

/** The head of everything about alerts. */
export function AlertsFrame({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  return (
    <>
      <PageHeader title="Alerts" actions={actions} tabs={<LinkTabs label="Alerts" tabs={TABS} />} />
      {children}
    </>
  );
}
