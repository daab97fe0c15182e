"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { deferred } from "#components/ui/deferred.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { BoardFilter } from "#lib/contracts/board.ts";
import { BOARD_STATES } from "#lib/contracts/board-states.ts";
import { INCIDENT_KINDS, SEVERITIES } from "#lib/contracts/incident-terms.ts";

const MoreFilters = deferred(() => import("./more-filters.tsx").then((module) => module.MoreFilters));

const STATE_LABELS: Record<BoardFilter["state"], string> = { open: "Open", ended: "Ended", all: "All" };
const SEARCH_DELAY_MS = 150;

type BoardFiltersProps = { filter: BoardFilter; onChange: (change: Partial<BoardFilter>) => void; isPending: boolean };

/** Search and filters; each press changes the address, so that a view can be shared. */
export function BoardFilters({ filter, onChange, isPending }: BoardFiltersProps) {
  const [isMoreOpen, setMoreOpen] = useState(false);
  const more = filter.phase.length + filter.service.length + (filter.commander ? 1 : 0);
  const toggle = <K extends "severity" | "kind">(key: K, value: BoardFilter[K][number]) => {
    const before: readonly BoardFilter[K][number][] = filter[key];
    onChange({ [key]: before.includes(value) ? before.filter((other) => other !== value) : [...before, value] });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line pb-3">
      <SearchField value={filter.q} onChange={(q) => onChange({ q })} isPending={isPending} />
      <div className="relative -mx-4 flex min-w-0 items-center gap-x-4 gap-y-2 overflow-x-auto px-4 [scrollbar-width:none] sm:contents">
        <Group label="State">
          {BOARD_STATES.map((state) => (
            <Toggle key={state} isOn={filter.state === state} onPress={() => onChange({ state })}>
              {STATE_LABELS[state]}
            </Toggle>
          ))}
        </Group>
        <Group label="Severity">
          {SEVERITIES.map((severity) => (
            <Toggle key={severity} isOn={filter.severity.includes(severity)} onPress={() => toggle("severity", severity)}>
              {severity}
            </Toggle>
          ))}
        </Group>
        <Group label="Kind">
          {INCIDENT_KINDS.map((kind) => (
            <Toggle key={kind} isOn={filter.kind.includes(kind)} onPress={() => toggle("kind", kind)}>
              {kind}
            </Toggle>
          ))}
        </Group>
        <Toggle isOn={filter.isMine} onPress={() => onChange({ isMine: !filter.isMine })}>
          Mine
        </Toggle>
        <Toggle isOn={more > 0} onPress={() => setMoreOpen(true)}>
          {more > 0 ? `More filters: ${more}` : "More filters"}
        </Toggle>
      </div>
      {isMoreOpen ? <MoreFilters filter={filter} onChange={onChange} onClose={() => setMoreOpen(false)} /> : null}
    </div>
  );
}

function SearchField({ value, onChange, isPending }: { value: string; onChange: (q: string) => void; isPending: boolean }) {
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  useShortcut("f", () => field.current?.focus(), { label: "Search incidents", group: "Board" });
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
      <span className="sr-only">Search titles, services and notes</span>
      <input
        ref={field}
        type="search"
        value={text}
        maxLength={200}
        placeholder="Search titles, services, notes"
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

function Group({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <fieldset className="flex shrink-0 gap-1 sm:flex-wrap">
      <legend className="sr-only">{label}</legend>
      {children}
    </fieldset>
  );
}

function Toggle({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: React.ReactNode }) {
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
