"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { LayerDraft } from "./draft.ts";
import { PeopleOrder } from "./people-order.tsx";
import { RestrictionFields } from "./restriction-fields.tsx";
import { ZoneField } from "./zone-field.tsx";

const UNITS = [
  { value: "hour", label: "hours" },
  { value: "day", label: "days" },
  { value: "week", label: "weeks" },
] as const;

type LayerFieldsProps = {
  layer: LayerDraft;
  index: number;
  count: number;
  errorOf: (field: string) => string | null;
  onChange: (change: Partial<LayerDraft>) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
};

/** One layer: who takes turns, how long a turn lasts, when it changes hands, at which hours it counts. */
export function LayerFields({ layer, index, count, errorOf, onChange, onMove, onRemove }: LayerFieldsProps) {
  const title = layer.name || `Layer ${index + 1}`;
  return (
    <fieldset aria-label={title} className="grid gap-3 rounded-lg border border-line p-3">
      <div className="flex items-end gap-1.5">
        <div className="min-w-0 flex-1">
          <Input label="Layer" value={layer.name} onChange={(name) => onChange({ name })} error={errorOf("name")} />
        </div>
        <IconButton label={`Move ${title} up`} icon={<ArrowUp size={14} />} isDisabled={index === 0} onClick={() => onMove(index - 1)} />
        <IconButton label={`Move ${title} down`} icon={<ArrowDown size={14} />} isDisabled={index === count - 1} onClick={() => onMove(index + 1)} />
        <IconButton label={`Remove ${title}`} icon={<Trash2 size={14} />} onClick={onRemove} />
      </div>
      {index > 0 ? <p className="-mt-1 text-12 text-ink-faint">Wins over the layers above at the hours that it covers.</p> : null}
      <PeopleOrder layer={title} people={layer.people} onChange={(people) => onChange({ people })} error={errorOf("people")} />
      <div className="grid grid-cols-2 gap-3">
        <Input
          label="Hand over every"
          inputMode="numeric"
          value={layer.every}
          onChange={(every) => onChange({ every })}
          error={errorOf("rotation")}
        />
        <Select label="Unit" value={layer.unit} options={UNITS} onChange={(unit) => onChange({ unit })} />
        <Input
          label="First hand-over on"
          type="date"
          value={layer.startsOn}
          onChange={(startsOn) => onChange({ startsOn })}
          error={errorOf("startsOn")}
        />
        <Input label="At" type="time" value={layer.handOffAt} onChange={(handOffAt) => onChange({ handOffAt })} error={errorOf("handOffAt")} />
      </div>
      <ZoneField label="By the clocks of" value={layer.zone} onChange={(zone) => onChange({ zone })} error={errorOf("zone")} />
      <RestrictionFields restrictions={layer.restrictions} onChange={(restrictions) => onChange({ restrictions })} />
    </fieldset>
  );
}
