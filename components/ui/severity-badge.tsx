type Look = { shape: string; ink: string; ground: string };

const UNSET: Look = {
  shape: "M6 2.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Zm0 1.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6Z",
  ink: "text-ink-soft",
  ground: "bg-surface-sunk",
};

/** An octagon, a triangle, a square on its corner, a dot: told apart without colour, and at arm's length. */
const LOOKS: Record<string, Look> = {
  SEV1: { shape: "M3.7.5h4.6l3.2 3.2v4.6l-3.2 3.2H3.7L.5 8.3V3.7L3.7.5Z", ink: "text-severity-1-ink", ground: "bg-severity-1-soft" },
  SEV2: { shape: "M6 1.2 11.6 11H.4L6 1.2Z", ink: "text-severity-2-ink", ground: "bg-severity-2-soft" },
  SEV3: { shape: "M6 .9 11.1 6 6 11.1.9 6 6 .9Z", ink: "text-severity-3-ink", ground: "bg-severity-3-soft" },
  SEV4: { shape: "M6 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z", ink: "text-severity-4-ink", ground: "bg-severity-4-soft" },
};

type SeverityBadgeProps = {
  severity: string | null;
  /** The organisation's own name for it. */
  label?: string;
  /** `plain` has no ground of its own, for rows full of them. */
  look?: "filled" | "plain";
};

/** A severity by shape, word and colour. */
export function SeverityBadge({ severity, label, look = "filled" }: SeverityBadgeProps) {
  const { shape, ink, ground } = LOOKS[severity ?? ""] ?? UNSET;
  return (
    <span
      className={`inline-flex w-fit items-center gap-1.5 text-12 leading-5 font-semibold whitespace-nowrap ${ink} ${look === "filled" ? `rounded-full pr-2 pl-1.5 ${ground}` : ""}`}
    >
      <svg viewBox="0 0 12 12" width="11" height="11" fill="currentColor" aria-hidden className="shrink-0">
        <path d={shape} />
      </svg>
      {label ?? severity ?? "Unset"}
    </span>
  );
}
