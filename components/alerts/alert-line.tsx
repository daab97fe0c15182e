import { Chip } from "#components/ui/badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { AlertSummary } from "#lib/contracts/alert.ts";
import { LEVEL_TONES, OUTCOME_WORDS, timesWords } from "./alert-words.ts";

/** One alert: what it says, how bad, whose, and what became of it. */
export function AlertLine({ alert, isActive, onOpen }: { alert: AlertSummary; isActive: boolean; onOpen: () => void }) {
  const { id, title, level, status, service, integration, incident, outcome, lastAt } = alert;
  const times = timesWords(alert);
  return (
    <li
      className={`relative grid grid-cols-[4.75rem_minmax(0,1fr)_auto] items-baseline gap-x-3 py-2 text-13 hover:bg-surface-hover ${isActive ? "bg-surface-hover" : ""}`}
    >
      <span className="pl-1">
        <Chip tone={status === "resolved" ? "good" : LEVEL_TONES[level]}>{status === "resolved" ? "resolved" : level}</Chip>
      </span>
      <button id={`alert-${id}`} type="button" onClick={onOpen} className="truncate text-left font-medium after:absolute after:inset-0">
        <bdi>{title}</bdi>
      </button>
      <span className="text-12 whitespace-nowrap text-ink-faint">
        <TimeText at={lastAt} format="relative" />
      </span>
      <p className="col-start-2 col-end-4 truncate text-12 text-ink-faint">
        {incident ? <span className="font-mono text-ink-soft">{incident.reference}</span> : OUTCOME_WORDS[outcome]}
        <bdi>{[service?.name, integration.name, times].filter(Boolean).map((part) => ` · ${part}`)}</bdi>
      </p>
    </li>
  );
}
