"use client";

import { Ellipsis, type LucideIcon } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { Menu } from "#components/ui/menu.tsx";

/** On the phone, whatever has no place of its own in the bar below. */
export function MorePlaces({ places }: { places: readonly { href: string; label: string; icon: LucideIcon }[] }) {
  const router = useRouter();
  const path = usePathname();
  return (
    <span className="grid w-full place-items-center sm:hidden">
      <Menu
        label="More places"
        side="top"
        trigger={
          <button
            type="button"
            aria-label="More places"
            aria-current={places.some(({ href }) => path.startsWith(href)) ? "page" : undefined}
            className="grid h-12 w-full max-w-12 place-items-center rounded-md text-ink-faint hover:text-ink aria-[current]:bg-accent-soft aria-[current]:text-accent-ink"
          >
            <Ellipsis size={17} strokeWidth={1.7} aria-hidden />
          </button>
        }
        items={places.map(({ href, label, icon: Icon }) => ({ label, icon: <Icon size={14} aria-hidden />, onSelect: () => router.push(href) }))}
      />
    </span>
  );
}
