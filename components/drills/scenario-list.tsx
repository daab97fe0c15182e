import { Play } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { DrillScenario } from "#lib/contracts/drill.ts";

type ScenarioListProps = {
  scenarios: DrillScenario[];
  /** The one that is being started. */
  starting: string | null;
  /** Null for those who only look on. */
  onStart: ((scenario: string) => void) | null;
};

/** What was noticed, and what one practises by it; never the cause. */
export function ScenarioList({ scenarios, starting, onStart }: ScenarioListProps) {
  return (
    <>
      {onStart ? null : <p className="text-13 text-ink-soft">Responders start drills. Ask one of them, and look on.</p>}
      <ul aria-label="Scenarios" className="divide-y divide-line border-y border-line">
        {scenarios.map(({ name, title, noticed, practises }) => (
          <li key={name} aria-label={title} className="flex items-center gap-3 py-2.5">
            <div className="min-w-0 flex-1">
              <h3 className="text-13 font-semibold">{title}</h3>
              <p className="text-13 text-ink-soft">{noticed}</p>
              <p className="text-12 text-ink-faint">{practises}</p>
            </div>
            {onStart ? (
              <Button
                icon={<Play size={13} aria-hidden />}
                aria-label={`Start “${title}”`}
                isPending={starting === name}
                isDisabled={starting !== null && starting !== name}
                onClick={() => onStart(name)}
              >
                Start
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
