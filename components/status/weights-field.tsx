import { Input } from "#components/ui/input.tsx";
import type { PageSettings } from "#lib/contracts/status/page.ts";
import { COMPONENT_STATE_LABELS } from "#lib/contracts/status/terms.ts";

type Weights = PageSettings["weights"];
const ORDER = ["major", "partial", "degraded", "maintenance"] as const;

type Props = { weights: Weights; onChange: (weights: Weights) => void; error: (key: string) => string | null | undefined };

/** How much a minute in each state takes off the uptime. It stands on the page too. */
export function WeightsField({ weights, onChange, error }: Props) {
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 text-13 font-semibold">What a minute takes off the uptime</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {ORDER.map((state) => (
          <Input
            key={state}
            label={COMPONENT_STATE_LABELS[state]}
            type="number"
            min={0}
            max={1}
            step={0.05}
            value={String(weights[state])}
            onChange={(value) => onChange({ ...weights, [state]: Number(value) })}
            error={error(`weights.${state}`) ?? undefined}
          />
        ))}
      </div>
      <p className="text-12 text-ink-soft">
        0: nothing, 1: the whole minute. The page says how it counts; time of which nothing is recorded never counts.
      </p>
    </fieldset>
  );
}
