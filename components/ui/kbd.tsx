"use client";

import { cn } from "#lib/cn.ts";
import { useIsHydrated } from "./use-now.ts";

const NAMES: Record<string, string> = { enter: "↵", escape: "esc", arrowup: "↑", arrowdown: "↓", shift: "⇧" };

/** Keys as in `mod+k` or `g i`; `mod` is ⌘ on a Mac and Ctrl elsewhere. A hint for eyes; screen readers have the label. */
export function Kbd({ keys, tone = "quiet" }: { keys: string; tone?: "quiet" | "onDark" }) {
  const isMac = useIsHydrated() && /Mac|iPhone|iPad/.test(navigator.platform);
  const words = keys.split(/([+ ])/).map((part) => {
    if (part === "+") return isMac ? "" : "+";
    if (part === "mod") return isMac ? "⌘" : "Ctrl";
    return NAMES[part] ?? part;
  });
  return (
    <kbd aria-hidden className={cn("rounded-sm border px-1 font-mono text-11 leading-4 pointer-coarse:hidden", tone === "onDark" ? "border-current opacity-70" : "border-line-strong text-ink-faint")}>
      {words.join("")}
    </kbd>
  );
}
