import { Check } from "lucide-react";
import { useConsole } from "#components/shell/organisation.tsx";
import type { Phase } from "#lib/contracts/incident.ts";
import { MAIN_PHASES } from "#lib/contracts/incident-terms.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";

const SHOWN = MAIN_PHASES.slice(0, 6);

/** The line from triage to resolved; pressing a step begins the change to it. On the phone only the present one. */
export function PhaseStepper({ phase, canWrite, onChoose }: { phase: Phase; canWrite: boolean; onChoose: (phase: Phase | null) => void }) {
  const { settings } = useConsole();
  const at = MAIN_PHASES.indexOf(phase);
  if (at === -1 || at >= SHOWN.length) {
    return (
      <button
        type="button"
        disabled={!canWrite}
        onClick={() => onChoose(null)}
        className="min-h-6 rounded-full bg-ink px-2.5 text-12 font-semibold text-surface pointer-coarse:min-h-10"
      >
        {phaseLabel(settings, phase)}
      </button>
    );
  }
  return (
    <ol aria-label="Status" className="flex items-center">
      {SHOWN.map((step, index) => (
        <li key={step} className={`items-center ${index === at ? "flex" : "hidden md:flex"}`}>
          {index > 0 ? <span aria-hidden className="hidden h-px w-3 bg-line-strong md:block" /> : null}
          <button
            type="button"
            disabled={!canWrite}
            aria-current={index === at ? "step" : undefined}
            onClick={() => onChoose(index === at ? null : step)}
            className="flex min-h-6 items-center gap-1 rounded-full px-2.5 text-12 text-ink-faint enabled:hover:bg-surface-sunk enabled:hover:text-ink aria-[current]:bg-ink aria-[current]:font-semibold aria-[current]:text-surface pointer-coarse:min-h-10"
          >
            {index < at ? <Check aria-label="done:" size={12} className="text-good" /> : null}
            {phaseLabel(settings, step)}
          </button>
        </li>
      ))}
    </ol>
  );
}
