"use client";

import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { Tooltip } from "#components/ui/tooltip.tsx";

type PlaceProps = {
  href: string;
  label: string;
  keys: string;
  icon: LucideIcon;
  /** How much waits there; nothing is shown for none. */
  count?: number;
  /** It has a place of its own in the bar of a phone. */
  isOnPhone?: boolean;
};

/** One place of the navigation, by pointer and by keys. */
export function Place({ href, label, keys, icon: Icon, count = 0, isOnPhone = true }: PlaceProps) {
  const router = useRouter();
  const isHere = usePathname().startsWith(href);
  useShortcut(keys, () => router.push(href), { label: `Go to ${label.toLowerCase()}`, group: "Navigation" });
  return (
    <Tooltip text={label} kbd={keys} side="right">
      <Link
        href={href}
        aria-label={count > 0 ? `${label}, ${count} waiting` : label}
        aria-current={isHere ? "page" : undefined}
        className={`relative h-12 w-full max-w-12 place-items-center rounded-md text-ink-faint hover:text-ink aria-[current]:bg-accent-soft aria-[current]:text-accent-ink sm:grid sm:h-[34px] sm:w-9 ${isOnPhone ? "grid" : "hidden"}`}
      >
        <Icon size={17} strokeWidth={1.7} />
        {count > 0 ? (
          <span className="absolute top-1 right-0.5 rounded-full bg-accent px-1 text-11 leading-4 font-semibold text-surface tabular-nums sm:-top-1 sm:-right-1">
            {count > 99 ? "99+" : count}
          </span>
        ) : null}
      </Link>
    </Tooltip>
  );
}
