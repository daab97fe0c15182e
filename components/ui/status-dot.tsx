export type Status = "operational" | "degraded" | "partial" | "major" | "maintenance" | "unknown";

const MARKS: Record<Status, { tone: string; word: string; path: string }> = {
  operational: { tone: "text-status-operational", word: "Operational", path: "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z" },
  degraded: {
    tone: "text-status-degraded",
    word: "Degraded",
    path: "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm0 1.4a3.1 3.1 0 1 0 0 6.2 3.1 3.1 0 0 0 0-6.2Z",
  },
  partial: {
    tone: "text-status-partial",
    word: "Partial outage",
    path: "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm0 1.4v6.2a3.1 3.1 0 1 0 0-6.2Z",
  },
  major: { tone: "text-status-major", word: "Major outage", path: "M1.5 1.5h9v9h-9z" },
  maintenance: { tone: "text-status-maintenance", word: "Maintenance", path: "M6 .8 11.2 6 6 11.2.8 6 6 .8Z" },
  unknown: { tone: "text-ink-faint", word: "Unknown", path: "M2 5h8v2H2z" },
};

/** How a thing is, by shape, colour and word. With `label`, that word stands instead. */
export function StatusDot({ status, label }: { status: Status; label?: string }) {
  const { tone, word, path } = MARKS[status];
  return (
    <span className="inline-flex items-center gap-1.5 text-12 whitespace-nowrap text-ink-soft">
      <svg viewBox="0 0 12 12" width="10" height="10" fill="currentColor" fillRule="evenodd" aria-hidden className={`shrink-0 ${tone}`}>
        <path d={path} />
      </svg>
      {label ?? word}
    </span>
  );
}
