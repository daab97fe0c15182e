import { Section } from "#components/escalation/section.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { ReviewSession } from "#lib/contracts/review-session.ts";
import { durationWords } from "#lib/time.ts";

/** Meetings that were held: when, who came, what was decided. */
export function PastSessions({ sessions }: { sessions: ReviewSession[] }) {
  if (sessions.length === 0) return null;
  return (
    <div className="mx-auto max-w-2xl px-3.5 pb-16">
      <Section title="Held before">
        <ul className="grid gap-4">
          {sessions.map((session) => (
            <li key={session.id} className="grid gap-1 text-13">
              <span className="text-12 text-ink-soft">
                <TimeText at={session.startedAt} /> · {durationWords(session.agenda.reduce((total, { spentMs }) => total + spentMs, 0))} ·{" "}
                {session.attendance.map(({ person }) => person.name).join(", ")} · {session.items.length} action items
              </span>
              <ul className="list-disc pl-5">
                {session.decisions.map(({ id, text }) => (
                  <li key={id} className="[overflow-wrap:anywhere]">
                    {text}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
