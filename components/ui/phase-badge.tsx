/** How far along the line each phase stands, 0 to 1; null for ends of another kind. */
const PROGRESS: Record<string, number | null> = {
  triage: 0,
  investigating: 0.25,
  identified: 0.5,
  mitigating: 0.75,
  monitoring: 0.9,
  resolved: 1,
  review: 1,
  closed: 1,
  declined: null,
  cancelled: null,
  merged: null,
};

/** A phase by a ring that fills as the incident goes on, and by its name. */
export function PhaseBadge({ phase, label }: { phase: string; label: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-12 whitespace-nowrap text-ink-soft">
      <PhaseRing progress={PROGRESS[phase] ?? null} />
      {label}
    </span>
  );
}

function PhaseRing({ progress }: { progress: number | null }) {
  const tone = progress === null ? "text-ink-faint" : progress === 1 ? "text-good" : progress === 0 ? "text-ink-faint" : "text-accent";
  return (
    <svg viewBox="0 0 14 14" width="13" height="13" fill="none" stroke="currentColor" aria-hidden className={`shrink-0 ${tone}`}>
      {progress === 1 ? (
        <>
          <circle cx="7" cy="7" r="6.2" fill="currentColor" stroke="none" />
          <path d="m4.2 7.2 2 2 3.6-4.2" className="stroke-surface" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
        </>
      ) : (
        <>
          <circle cx="7" cy="7" r="5.7" strokeWidth="1.4" strokeDasharray={progress === 0 ? "2 2" : undefined} />
          {progress === null ? <path d="m5 5 4 4m0-4-4 4" strokeWidth="1.4" strokeLinecap="round" /> : null}
          {progress ? (
            <circle cx="7" cy="7" r="1.9" strokeWidth="3.8" pathLength="100" strokeDasharray={`${progress * 100} 100`} transform="rotate(-90 7 7)" />
          ) : null}
        </>
      )}
    </svg>
  );
}
