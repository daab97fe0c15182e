"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

export type LinkTab = { href: string; label: string; mark?: ReactNode; isExact?: boolean };

/** On a phone the tab that one came to may stand beyond the edge. */
function reveal(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ inline: "nearest", block: "nearest" });
}

/** Places under one heading. Each has an address of its own, so they are links, not panels. */
export function LinkTabs({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="-mb-px flex gap-5 overflow-x-auto [scrollbar-width:none]">
      {tabs.map(({ href, label: name, mark, isExact }) => {
        const isHere = isExact ? path === href : path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            ref={isHere ? reveal : undefined}
            aria-current={isHere ? "page" : undefined}
            className="flex items-center gap-1.5 border-b-2 border-transparent pt-1.5 pb-2 text-13 whitespace-nowrap text-ink-soft transition-colors hover:text-ink aria-[current]:border-ink aria-[current]:font-semibold aria-[current]:text-ink pointer-coarse:min-h-11"
          >
            {name}
            {mark ? <span className="text-11 font-normal text-ink-faint">{mark}</span> : null}
          </Link>
        );
      })}
    </nav>
  );
}
