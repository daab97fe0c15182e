"use client";

import { Search } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { Spinner } from "#components/ui/spinner.tsx";

const SEARCH_DELAY_MS = 150;

type FilterSearchProps = {
  value: string;
  /** What is searched, such as “titles, services and notes”. */
  what: string;
  /** What `f` does, and under which heading it is listed. */
  shortcut: { label: string; group: string };
  isPending: boolean;
  onChange: (text: string) => void;
};

/** The line that narrows a list, by `f`; what is typed counts once one pauses. */
export function FilterSearch({ value, what, shortcut, isPending, onChange }: FilterSearchProps) {
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  useShortcut("f", () => field.current?.focus(), shortcut);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <label className="flex min-h-7 w-full items-center gap-2 rounded-md border border-line-strong bg-surface-raised px-2 text-ink-faint has-focus-visible:outline-2 has-focus-visible:outline-accent sm:w-72 pointer-coarse:min-h-10">
      {isPending ? <Spinner /> : <Search size={14} aria-hidden />}
      <span className="sr-only">Search {what}</span>
      <input
        ref={field}
        type="search"
        value={text}
        maxLength={200}
        placeholder={`Search ${what.replace(" and ", ", ")}`}
        className="min-w-0 flex-1 bg-transparent text-13 text-ink outline-none placeholder:text-ink-faint"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
    </label>
  );
}

/** Toggles that belong together, named for who does not see them side by side. */
export function FilterGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="flex shrink-0 gap-1 sm:flex-wrap">
      <legend className="sr-only">{label}</legend>
      {children}
    </fieldset>
  );
}

export function FilterToggle({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className="min-h-6 shrink-0 rounded-full border border-line px-2.5 text-12 text-ink-soft first-letter:uppercase aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-ink pointer-coarse:min-h-10"
    >
      {children}
    </button>
  );
}
