"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";

export type Me = { id: string; name: string; handle: string; email: string; role: OrganisationRole };
type Console = { me: Me; settings: OrganisationSettings };

const ConsoleContext = createContext<Console | null>(null);

export function ConsoleProvider({ value, children }: { value: Console; children: ReactNode }) {
  return <ConsoleContext value={value}>{children}</ConsoleContext>;
}

/** Who is signed in, and the organisation's own names for things. */
export function useConsole(): Console {
  const value = useContext(ConsoleContext);
  if (!value) throw new Error("This part of the page stands outside of the console.");
  return value;
}
