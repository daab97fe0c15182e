"use client";

import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";

/** The head of People and Teams. */
export function PeopleHeader({ actions }: { actions?: ReactNode }) {
  const tabs = [
    { href: "/people", label: "People", isExact: true },
    { href: "/people/teams", label: "Teams" },
  ];
  return <PageHeader title="People" actions={actions} tabs={<LinkTabs label="People" tabs={tabs} />} />;
}
