"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { Field, type FieldProps } from "./field.tsx";
import { Spinner } from "./spinner.tsx";

export type Choice = { id: string; name: string; hint?: string };

type ComboboxProps = FieldProps & {
  chosen: Choice[];
  onChange: (chosen: Choice[]) => void;
  /** Answers to what is typed, already filtered. */
  found: Choice[];
  query: string;
  onQuery: (query: string) => void;
  isMultiple?: boolean;
  isSearching?: boolean;
  placeholder?: string;
};

const isSame = (one: Choice, other: Choice) => one.id === other.id;
const nameOf = (choice: Choice) => choice.name;

/** Type-ahead choice of one or many things. Arrows move, Enter chooses, Backspace in the empty field takes the last one back. */
export function Combobox({ chosen, onChange, found, query, onQuery, isMultiple = false, isSearching = false, placeholder, ...field }: ComboboxProps) {
  const options = found.filter((choice) => !chosen.some((one) => isSame(one, choice)));
  return (
    <Field {...field}>
      {(wiring) => (
        <Base.Root
          multiple
          items={options}
          filter={null}
          autoHighlight
          value={chosen}
          inputValue={query}
          isItemEqualToValue={isSame}
          itemToStringLabel={nameOf}
          onInputValueChange={(text, { reason }) => onQuery(reason === "item-press" ? "" : text)}
          onValueChange={(next) => onChange(isMultiple ? next : next.slice(-1))}
        >
          <Base.InputGroup className="flex min-h-8 w-full flex-wrap items-center rounded-md border border-line-field bg-surface-raised p-1 text-13 focus-within:outline-2 focus-within:outline-accent has-aria-invalid:border-bad pointer-coarse:min-h-11 pointer-coarse:text-16">
            <Base.Chips className="flex w-full flex-wrap items-center gap-1" aria-label={chosen.length > 0 ? "Chosen so far" : undefined}>
              {chosen.map((choice) => (
                <ChosenChip key={choice.id} choice={choice} />
              ))}
              <Base.Input
                {...wiring}
                aria-label={field.label}
                placeholder={chosen.length === 0 ? placeholder : undefined}
                className="h-6 min-w-24 flex-1 bg-transparent px-1.5 text-ink outline-none"
              />
            </Base.Chips>
          </Base.InputGroup>
          <Options query={query} isSearching={isSearching} />
        </Base.Root>
      )}
    </Field>
  );
}

function ChosenChip({ choice }: { choice: Choice }) {
  return (
    <Base.Chip
      aria-label={choice.name}
      className="inline-flex h-6 max-w-full cursor-default items-center rounded-sm border border-line bg-surface-sunk pl-1.5 text-12 outline-none data-highlighted:border-accent data-highlighted:bg-accent-soft pointer-coarse:h-8"
    >
      <bdi className="truncate">{choice.name}</bdi>
      <Base.ChipRemove aria-label={`Remove ${choice.name}`} className="grid size-6 shrink-0 place-items-center text-ink-soft hover:text-ink">
        <X size={12} />
      </Base.ChipRemove>
    </Base.Chip>
  );
}

function Options({ query, isSearching }: { query: string; isSearching: boolean }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} collisionPadding={8} className="z-float outline-none">
        <Base.Popup className="max-h-[min(16rem,var(--available-height))] w-(--anchor-width) overflow-y-auto overscroll-contain rounded-lg border border-line bg-surface-raised p-1 text-13 text-ink shadow-float empty:hidden">
          <Base.Status className="flex items-center gap-2 px-2 py-1 text-12 text-ink-faint empty:hidden">
            {isSearching ? (
              <>
                <Spinner size={12} /> Searching…
              </>
            ) : null}
          </Base.Status>
          <Base.Empty className="px-2 py-1 text-12 text-ink-faint empty:hidden">
            {isSearching ? null : query ? `Nothing fits “${query}”.` : "Type to search."}
          </Base.Empty>
          <Base.List className="outline-none">
            {(choice: Choice) => (
              <Base.Item
                key={choice.id}
                value={choice}
                className="flex min-h-7 cursor-default items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-surface-hover pointer-coarse:min-h-11"
              >
                <bdi className="truncate">{choice.name}</bdi>
                {choice.hint ? <span className="ml-auto shrink-0 text-12 text-ink-faint">{choice.hint}</span> : null}
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
