import type { ReactNode } from "react";
import { AppShell } from "#components/shell/app-shell.tsx";
import { load, requirePerson } from "#lib/trpc/server.ts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { person } = await requirePerson();
  const organisation = await load((api) => api.settings.read());
  return (
    <AppShell person={person} organisation={organisation}>
      {children}
    </AppShell>
  );
}
