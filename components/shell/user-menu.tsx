"use client";

import { LogOut, Moon, Sun, SunMoon, UserCog } from "lucide-react";
import { useRouter } from "next/navigation";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { authClient } from "#lib/auth-client.ts";
import { useConsole } from "./organisation.tsx";
import { setTheme } from "./theme.ts";

/** Oneself: account, theme, leaving. */
export function UserMenu() {
  const { me } = useConsole();
  const router = useRouter();
  const signOut = async () => {
    await authClient.signOut();
    window.location.assign("/sign-in");
  };
  return (
    <Menu
      label={`${me.name}, ${me.role}`}
      trigger={
        <button
          type="button"
          aria-label={`Account of ${me.name}`}
          className="grid h-12 w-12 place-items-center rounded-md hover:bg-surface-sunk sm:h-9 sm:w-9"
        >
          <Avatar id={me.id} name={me.name} />
        </button>
      }
      items={[
        { label: "Your account", icon: <UserCog size={14} aria-hidden />, onSelect: () => router.push("/settings/account") },
        { label: "Theme: as the system", icon: <SunMoon size={14} aria-hidden />, onSelect: () => setTheme("system") },
        { label: "Theme: light", icon: <Sun size={14} aria-hidden />, onSelect: () => setTheme("light") },
        { label: "Theme: dark", icon: <Moon size={14} aria-hidden />, onSelect: () => setTheme("dark") },
        { label: "Sign out", icon: <LogOut size={14} aria-hidden />, onSelect: () => void signOut() },
      ]}
    />
  );
}
