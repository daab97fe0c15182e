import { BellOff, BellRing, CheckCheck, ChevronsUp, Hand, Pause, X } from "lucide-react";
import { Countdown } from "#components/ui/clock.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { EscalationStatus, NotificationRow, RungView } from "#lib/contracts/escalation/status.ts";
import { RUNG_WORDS } from "./words.ts";

const MARKS = {
  fired: { icon: BellRing, tone: "border-accent text-accent-ink" },
  lost: { icon: BellOff, tone: "border-warn text-warn" },
  answered: { icon: CheckCheck, tone: "border-good text-good" },
  due: { icon: ChevronsUp, tone: "border-warn text-warn" },
  waits: { icon: Pause, tone: "border-line-strong text-ink-faint" },
  stopped: { icon: X, tone: "border-line-strong text-ink-faint" },
  "by-hand": { icon: Hand, tone: "border-line-strong text-ink-faint" },
};

/** The levels from first to last: what has fired and who answered, what comes and when, what waits and for what. */
export function Ladder({ status, isCompact = false }: { status: Pick<EscalationStatus, "rungs" | "notifications" | "now">; isCompact?: boolean }) {
  return (
    <ol aria-label="Levels" className="grid">
      {status.rungs.map((rung, index) => (
        <Rung
          key={rung.step}
          rung={rung}
          rows={status.notifications.filter(({ level }) => level === rung.level)}
          serverNow={status.now}
          isLast={index === status.rungs.length - 1}
          isCompact={isCompact}
        />
      ))}
    </ol>
  );
}

type RungProps = { rung: RungView; rows: NotificationRow[]; serverNow: string; isLast: boolean; isCompact: boolean };

function Rung({ rung, rows, serverNow, isLast, isCompact }: RungProps) {
  const answered = rows.filter(({ answer }) => answer?.answer === "acknowledged");
  const declined = rows.filter(({ answer }) => answer?.answer === "declined");
  const { icon: Icon, tone } = MARKS[markOf(rung, answered.length > 0)];
  const isQuiet = rung.state === "waits" || rung.state === "stopped" || rung.state === "by-hand";
  return (
    <li className="relative flex min-w-0 gap-3 pb-3 last:pb-0">
      {isLast ? null : <span aria-hidden className="absolute top-6 bottom-0 left-[11px] w-px bg-line-strong" />}
      <span aria-hidden className={`relative mt-px grid size-[23px] shrink-0 place-items-center rounded-full border bg-surface ${tone}`}>
        <Icon size={12} strokeWidth={2} />
      </span>
      <div className="grid min-w-0 flex-1 gap-0.5 pt-0.5">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <span className="font-mono text-12 text-ink-faint">{rung.level}</span>
          <bdi className={`min-w-0 text-13 font-semibold [overflow-wrap:anywhere] ${isQuiet ? "text-ink-soft" : ""}`}>{rung.title}</bdi>
          <span className="ml-auto text-12 whitespace-nowrap text-ink-soft tabular-nums">
            {rung.at && rung.state === "due" ? (
              <>
                <TimeText at={rung.at} format="time" /> <span className="text-ink-faint">in</span> <Countdown until={rung.at} serverNow={serverNow} />
              </>
            ) : rung.at ? (
              <TimeText at={rung.at} format="time" />
            ) : (
              RUNG_WORDS[rung.state]
            )}
          </span>
        </div>
        <p className="text-12 text-ink-soft [overflow-wrap:anywhere]">
          {rung.people.length > 0 ? <bdi className="text-ink">{rung.people.join(", ")}</bdi> : null}
          {rung.people.length > 0 && !isCompact ? " · " : null}
          {isCompact && rung.people.length > 0 ? null : isCompact && rung.state === "fired" ? "found nobody" : rung.why}
        </p>
        {answered.length > 0 ? <p className="text-12 text-good">{answered.map(answerLine).join(", ")}</p> : null}
        {declined.length > 0 ? <p className="text-12 text-warn">{declined.map(({ name }) => name).join(", ")} cannot take it</p> : null}
        {rung.problems.length > 0 && !isCompact ? (
          <p className={`text-12 ${rung.state === "fired" || rung.state === "due" ? "text-warn" : "text-ink-faint"}`}>{rung.problems.join(" · ")}</p>
        ) : null}
      </div>
    </li>
  );
}

function markOf({ state, people, problems }: RungView, isAnswered: boolean): keyof typeof MARKS {
  if (state !== "fired") return state;
  if (isAnswered) return "answered";
  return people.length === 0 && problems.length > 0 ? "lost" : "fired";
}

function answerLine({ name, answer }: NotificationRow): string {
  return answer?.means === "here" ? `${name} works on it already` : `${name} acknowledged`;
}
