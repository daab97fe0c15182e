import { TimeText } from "#components/ui/time-text.tsx";

/** What happened, a line each, the newest last. */
export function TimedList({ label, items, empty }: { label: string; items: readonly { at: string; text: string }[]; empty: string }) {
  if (items.length === 0) return <p className="text-13 text-ink-faint">{empty}</p>;
  return (
    <ol aria-label={label} className="grid gap-1.5">
      {items.map(({ at, text }) => (
        <li key={`${at} ${text}`} className="grid min-w-0 grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-13">
          <span className="text-12 leading-5 text-ink-faint tabular-nums">
            <TimeText at={at} format="time" />
          </span>
          <span className="[overflow-wrap:anywhere]" dir="auto">
            {text}
          </span>
        </li>
      ))}
    </ol>
  );
}
