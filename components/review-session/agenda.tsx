"use client";

import { Section } from "#components/escalation/section.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { AgendaPoint, ReviewSession } from "#lib/contracts/review-session.ts";
import { clockOf } from "#lib/time.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { spentOf, toneOf } from "./time-box.ts";

type AgendaProps = { session: ReviewSession; isPresenter: boolean; onChanged: () => void };

/** The points with their time boxes. Who presents takes one up by pressing it, or the next by `]`. */
export function Agenda({ session, isPresenter, onChanged }: AgendaProps) {
  const trpc = useTRPC();
  const change = useCommand(trpc.postmortems.changeSession.mutationOptions(), onChanged);
  const take = (point: string | undefined) => {
    if (isPresenter && point) change.mutate({ reference: session.reference, change: { do: "point", point } });
  };
  const at = session.agenda.findIndex(({ id }) => id === session.point);
  const group = "Review session";
  useShortcut("]", () => take(session.agenda[at + 1]?.id), { label: "Next point of the agenda", group });
  useShortcut("[", () => take(session.agenda[at - 1]?.id), { label: "Point before", group });
  return (
    <Section title="Agenda">
      <ol aria-label="Agenda" className="grid gap-1">
        {session.agenda.map((point) => (
          <li key={point.id}>
            <button
              type="button"
              disabled={!isPresenter}
              aria-current={point.id === session.point ? "step" : undefined}
              onClick={() => take(point.id)}
              className="grid w-full gap-1.5 rounded-md px-2.5 py-2 text-left text-13 text-ink-soft enabled:hover:bg-surface-hover aria-[current]:bg-accent-soft aria-[current]:text-ink"
            >
              <Point point={point} />
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Point({ point }: { point: AgendaPoint }) {
  const now = useNow();
  const spent = spentOf(point, now ?? Date.parse(point.startedAt ?? "1970-01-01T00:00:00Z"));
  const box = point.minutes * 60_000;
  const tone = toneOf(spent, box);
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="flex-1 [overflow-wrap:anywhere]">{point.title}</span>
        <span className={`font-mono text-12 whitespace-nowrap tabular-nums ${tone === "bad" ? "font-semibold text-bad" : ""}`}>
          {clockOf(spent)} / {point.minutes} min
          {tone === "bad" ? <span className="sr-only"> over its time</span> : null}
        </span>
      </span>
      {point.startedAt ? <ProgressBar label={`Time of ${point.title}`} value={spent / box} tone={tone} /> : null}
    </>
  );
}
