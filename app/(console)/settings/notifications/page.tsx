import type { Metadata } from "next";
import { NotificationsPage } from "#components/contact/notifications-page.tsx";
import { load } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "Notifications" };

export default async function Page() {
  return <NotificationsPage first={await load((api) => api.contact.read())} />;
}
