"use client";

import { useSyncExternalStore } from "react";
import { isAppleKeyboard } from "#components/keyboard/platform.ts";

const SHARED: Record<string, string> = { enter: "↵", escape: "Esc", arrowup: "↑", arrowdown: "↓" };
const APPLE: Record<string, string> = { ...SHARED, mod: "⌘", shift: "⇧", alt: "⌥" };
const OTHER: Record<string, string> = { ...SHARED, mod: "Ctrl", shift: "Shift", alt: "Alt" };

const TONES = { quiet: "border-line-strong text-ink-faint", onDark: "border-current opacity-70" };

const never = () => () => undefined;

/** Keys as in `mod+k` or `g i`; `mod` is ⌘ on a Mac and Ctrl elsewhere. A hint for eyes; screen readers have the label. */
export function Kbd({ keys, tone = "quiet" }: { keys: string; tone?: keyof typeof TONES }) {
  const glyphs = useSyncExternalStore(never, isAppleKeyboard, () => false) ? APPLE : OTHER;
  const strokes = keys.split(" ").map((stroke) => stroke.split("+").map((key) => glyphs[key] ?? key));
  return (
    <span aria-hidden className="inline-flex gap-0.5 pointer-coarse:hidden">
      {strokes.map((stroke) => (
        <kbd
          key={stroke.join("+")}
          className={`inline-flex h-4 min-w-4 items-center justify-center gap-[3px] rounded-sm border px-1 font-mono text-11 leading-none font-normal ${TONES[tone]}`}
        >
          {stroke.map((glyph) => (
            <span key={glyph}>{glyph}</span>
          ))}
        </kbd>
      ))}
    </span>
  );
}
