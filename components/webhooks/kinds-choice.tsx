"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import type { FactKind } from "#lib/contracts/timeline.ts";
import { KIND_LABELS } from "#lib/contracts/webhook.ts";

const KINDS = Object.keys(KIND_LABELS) as FactKind[];
/** What most receivers want, for whoever begins to choose. */
export const USUAL_KINDS: FactKind[] = ["declared", "status", "severity", "update"];

type KindsChoiceProps = { kinds: FactKind[] | null; error: string | null; onChange: (kinds: FactKind[] | null) => void };

/** Everything (null), or chosen kinds of facts. */
export function KindsChoice({ kinds, error, onChange }: KindsChoiceProps) {
  const toggle = (kind: FactKind, isChosen: boolean) => onChange(KINDS.filter((one) => (one === kind ? isChosen : kinds?.includes(one))));
  return (
    <>
      <RadioGroup
        label="What it is told of"
        value={kinds === null ? "all" : "some"}
        options={[
          { value: "all", label: "Everything that happens on incidents", help: "Also kinds that later versions of Muster bring." },
          { value: "some", label: "Only these" },
        ]}
        onChange={(which) => onChange(which === "all" ? null : USUAL_KINDS)}
        error={kinds === null ? error : null}
      />
      {kinds === null ? null : (
        <fieldset className="-mt-1 grid gap-x-4 gap-y-1.5 pl-6 sm:grid-cols-2" aria-describedby={error ? "kinds-error" : undefined}>
          <legend className="sr-only">Kinds of events</legend>
          {KINDS.map((kind) => (
            <Checkbox key={kind} label={KIND_LABELS[kind]} isChecked={kinds.includes(kind)} onChange={(isChosen) => toggle(kind, isChosen)} />
          ))}
          {error ? (
            <p id="kinds-error" role="alert" className="col-span-full text-12 text-bad">
              {error}
            </p>
          ) : null}
        </fieldset>
      )}
    </>
  );
}
