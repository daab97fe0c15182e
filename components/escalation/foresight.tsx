import { Callout } from "#components/ui/callout.tsx";
import type { Foresight as Foreseen, ForeseenStep } from "#lib/contracts/escalation/time-machine.ts";
import { afterWord, channelWord } from "./words.ts";

const TURNS = {
  repeated: "Nobody answered: from the first level again",
  restarted: "The acknowledgement runs out: from the first level again",
  exhausted: "Nobody answered at any level",
  acknowledged: "acknowledges",
} as const;

type Line = { minutes: number; order: number; key: string } & ({ step: ForeseenStep } | { words: string });

/** What would happen, from the opening on: who is reached when, and by what. */
export function Foresight({ foreseen, label = "What would happen" }: { foreseen: Foreseen; label?: string }) {
  return (
    <div className="grid min-w-0 grid-cols-1 gap-2">
      {foreseen.steps.every(({ people, channels }) => people.length + channels.length === 0) ? (
        <Callout tone="warn" title="Nobody would be reached.">
          Say who is on call, who leads a team, or who holds a position.
        </Callout>
      ) : null}
      <ol aria-label={label} className="grid gap-2">
        {linesOf(foreseen).map((line) => (
          <li key={line.key} className="grid min-w-0 grid-cols-[5.5rem_minmax(0,1fr)] gap-x-2 text-13">
            <span className="text-12 leading-5 text-ink-soft tabular-nums">{afterWord(line.minutes)}</span>
            {"step" in line ? <StepLine step={line.step} /> : <span className="text-ink-soft">{line.words}</span>}
          </li>
        ))}
      </ol>
      <p className="text-12 text-ink-soft">{foreseen.end}</p>
    </div>
  );
}

function linesOf({ steps, turns }: Foreseen): Line[] {
  const lines: Line[] = [
    ...steps.map((step, n) => ({ minutes: step.minutes, order: step.level === "-" ? 2 : 0, key: `${step.step} ${step.at} ${n}`, step })),
    ...turns.map(({ minutes, what, who, at }) => ({
      minutes,
      order: what === "repeated" || what === "restarted" ? -1 : 1,
      key: `${what} ${at}`,
      words: who ? `${who} ${TURNS[what]}` : TURNS[what],
    })),
  ];
  return lines.toSorted((one, other) => one.minutes - other.minutes || one.order - other.order);
}

function StepLine({ step }: { step: ForeseenStep }) {
  const whom = [...step.people.map(({ name }) => name), ...step.channels];
  return (
    <div className="min-w-0">
      <p className="[overflow-wrap:anywhere]">
        <span className="pr-1.5 font-mono text-12 text-ink-faint">{step.level === "-" ? "fallback" : step.level}</span>
        {whom.length > 0 ? <bdi className="font-semibold">{whom.join(", ")}</bdi> : <span className="text-ink-soft">nobody</span>}
        <span className="text-ink-soft"> · {step.title}</span>
      </p>
      {step.people.map(({ id, name, messages }) => (
        <p key={id} className="text-12 text-ink-soft">
          {step.people.length > 1 ? `${name}: ` : ""}
          {messages.map(messageWord).join(", then ")}
        </p>
      ))}
      {step.problems.length > 0 ? <p className="text-12 text-warn [overflow-wrap:anywhere]">{step.problems.join(" · ")}</p> : null}
    </div>
  );
}

function messageWord({ channel, waitMinutes, isQuiet }: ForeseenStep["people"][number]["messages"][number]): string {
  const after = waitMinutes > 0 ? ` ${afterWord(waitMinutes)}` : "";
  return `${channelWord(channel).toLowerCase()}${after}${isQuiet ? " (quiet hours)" : ""}`;
}
