"use client";

import { Search } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { ALERT_LEVELS } from "#lib/contracts/alert-terms.ts";
import { GROUPS, type InboxFilter } from "./alert-filter.ts";

const STATES = { firing: "Firing", resolved: "Resolved", all: "All" } as const;
const GROUP_LABELS: Record<InboxFilter["group"], string> = {
  none: "Not grouped",
  service: "By service",
  source: "By source",
  incident: "By incident",
};
const SEARCH_DELAY_MS = 200;

type FiltersProps = { filter: InboxFilter; onChange: (change: Partial<InboxFilter>) => void; isPending: boolean };

/** Search and filters; each press changes the address, so that a view can be shared. */
export function AlertFilters({ filter, onChange, isPending }: FiltersProps) {
  const toggle = (level: (typeof ALERT_LEVELS)[number]) =>
    onChange({ level: filter.level.includes(level) ? filter.level.filter((one) => one !== level) : [...filter.level, level] });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line pb-3">
      <SearchField value={filter.q} onChange={(q) => onChange({ q })} isPending={isPending} />
      <div className="relative -mx-4 flex min-w-0 items-center gap-x-4 gap-y-2 overflow-x-auto px-4 [scrollbar-width:none] sm:contents">
        <Group label="State">
          {(Object.keys(STATES) as (keyof typeof STATES)[]).map((state) => (
            <Toggle key={state} isOn={filter.state === state} onPress={() => onChange({ state })}>
              {STATES[state]}
            </Toggle>
          ))}
        </Group>
        <Group label="Severity">
          {ALERT_LEVELS.map((level) => (
            <Toggle key={level} isOn={filter.level.includes(level)} onPress={() => toggle(level)}>
              {level}
            </Toggle>
          ))}
        </Group>
        <Group label="Grouping">
          {GROUPS.map((group) => (
            <Toggle key={group} isOn={filter.group === group} onPress={() => onChange({ group })}>
              {GROUP_LABELS[group]}
            </Toggle>
          ))}
        </Group>
      </div>
    </div>
  );
}

function SearchField({ value, onChange, isPending }: { value: string; onChange: (q: string) => void; isPending: boolean }) {
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  useShortcut("f", () => field.current?.focus(), { label: "Search alerts", group: "Alerts" });
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <label className="flex min-h-7 w-full items-center gap-2 rounded-md border border-line-strong bg-surface-raised px-2 text-ink-faint has-focus-visible:outline-2 has-focus-visible:outline-accent sm:w-64 pointer-coarse:min-h-10">
      {isPending ? <Spinner /> : <Search size={14} aria-hidden />}
      <span className="sr-only">Search titles, labels and services</span>
      <input
        ref={field}
        type="search"
        value={text}
        maxLength={200}
        placeholder="Search titles, labels, services"
        className="min-w-0 flex-1 bg-transparent text-13 text-ink outline-none placeholder:text-ink-faint"
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="flex shrink-0 gap-1 sm:flex-wrap">
      <legend className="sr-only">{label}</legend>
      {children}
    </fieldset>
  );
}

function Toggle({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: ReactNode }) {
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
