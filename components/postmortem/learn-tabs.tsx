"use client";

import { LinkTabs } from "#components/ui/tabs.tsx";

/** The places where an organisation learns from its incidents. */
export function LearnTabs() {
  return (
    <LinkTabs
      label="Learning"
      tabs={[
        { href: "/postmortems", label: "Postmortems" },
        { href: "/action-items", label: "Action items" },
      ]}
    />
  );
}
