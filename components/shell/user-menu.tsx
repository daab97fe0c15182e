"use client";

import { Keyboard, LogOut, Moon, Sun, SunMoon, UserCog } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { useCommands } from "./commands.ts";
import { useConsole } from "./organisation.tsx";
import { setTheme, type Theme, useTheme } from "./theme.ts";

const THEMES: { theme: Theme; label: string; icon: typeof Sun }[] = [
  { theme: "system", label: "Theme of the system", icon: SunMoon },
  { theme: "light", label: "Light theme", icon: Sun },
  { theme: "dark", label: "Dark theme", icon: Moon },
];

async function signOut(): Promise<void> {
  const { authClient } = await import("#lib/auth-client.ts");
  await authClient.signOut();
  window.location.assign("/sign-in");
}

/** Oneself: account, theme, keyboard, leaving. */
export function UserMenu({ onKeyboard }: { onKeyboard: () => void }) {
  const { me } = useConsole();
  const router = useRouter();
  const current = useTheme();
  useCommands(useUserCommands(onKeyboard));
  return (
    <Menu
      label={`${me.name}, ${me.role}`}
      side="right"
      trigger={
        <button
          type="button"
          aria-label={`Account of ${me.name}`}
          className="grid h-12 w-full min-w-0 place-items-center rounded-md hover:bg-surface-hover sm:h-9 sm:w-9"
        >
          <Avatar id={me.id} name={me.name} />
        </button>
      }
      items={[
        { label: "Your account", icon: <UserCog size={14} aria-hidden />, onSelect: () => router.push("/settings/account") },
        { label: "Keyboard shortcuts", icon: <Keyboard size={14} aria-hidden />, kbd: "?", onSelect: onKeyboard },
        ...THEMES.map(({ theme, label, icon: Icon }, index) => ({
          label,
          icon: <Icon size={14} aria-hidden />,
          isChecked: theme === current,
          startsGroup: index === 0,
          onSelect: () => setTheme(theme),
        })),
        { label: "Sign out", icon: <LogOut size={14} aria-hidden />, startsGroup: true, onSelect: () => void signOut() },
      ]}
    />
  );
}

function useUserCommands(onKeyboard: () => void) {
  return useMemo(
    () => [
      ...THEMES.map(({ theme, label, icon }) => ({
        id: `theme ${theme}`,
        title: label,
        section: "You",
        keywords: "appearance colours mode",
        icon,
        run: () => setTheme(theme),
      })),
      { id: "keyboard", title: "Keyboard shortcuts", section: "You", kbd: "?", icon: Keyboard, run: onKeyboard },
      { id: "sign out", title: "Sign out", section: "You", keywords: "log out leave", icon: LogOut, run: () => void signOut() },
    ],
    [onKeyboard],
  );
}
