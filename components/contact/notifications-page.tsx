"use client";

import { useQuery } from "@tanstack/react-query";
import type { ContactView } from "#lib/contracts/contact-methods.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { MethodsSection } from "./methods-section.tsx";
import { PlanEditor } from "./plan-editor.tsx";
import { SoundSection } from "./sound-section.tsx";

/** How one wants to be reached when one is paged: by what, in which order, and when not. */
export function NotificationsPage({ first }: { first: ContactView }) {
  const trpc = useTRPC();
  const { data: view } = useQuery({ ...trpc.contact.read.queryOptions(), initialData: first, staleTime: 0 });
  return (
    <div className="-my-6 divide-y divide-line">
      <MethodsSection view={view} />
      <PlanEditor view={view} />
      <SoundSection />
    </div>
  );
}
