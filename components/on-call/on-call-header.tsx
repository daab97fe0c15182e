"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";

const TABS = [
  { href: "/on-call", label: "Now and next", isExact: true },
  { href: "/on-call/mine", label: "My shifts" },
];

/** The head of the places under On call. */
export function OnCallHeader({ mayMake }: { mayMake: boolean }) {
  const router = useRouter();
  useShortcut("n", () => mayMake && router.push("/on-call/new"), { label: "New schedule", group: "On call" });
  const add = mayMake ? (
    <LinkButton href="/on-call/new" variant="primary" kbd="n" icon={<Plus size={14} aria-hidden />}>
      New schedule
    </LinkButton>
  ) : null;
  return <PageHeader title="On call" actions={add} tabs={<LinkTabs label="On call" tabs={TABS} />} />;
}
