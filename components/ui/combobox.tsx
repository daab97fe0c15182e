"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { CONTROL, Field, type FieldProps } from "./field.tsx";

export type Choice = { id: string; name: string; hint?: string };

type ComboboxProps = FieldProps & {
  chosen: Choice[];
  onChange: (chosen: Choice[]) => void;
  /** Answers to what is typed, already filtered. */
  found: Choice[];
  query: string;
  onQuery: (query: string) => void;
  isMultiple?: boolean;
  placeholder?: string;
};

/** Type-ahead choice of one or many things. Arrows move, Enter chooses, Backspace in the empty field takes the last one back. */
export function Combobox({ chosen, onChange, found, query, onQuery, isMultiple = false, placeholder, ...field }: ComboboxProps) {
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const options = found.filter(({ id }) => !chosen.some((one) => one.id === id));
  const isListShown = isOpen && options.length > 0;

  function choose(choice: Choice): void {
    onChange(isMultiple ? [...chosen, choice] : [choice]);
    onQuery("");
    setActive(0);
    if (!isMultiple) setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setOpen(true);
      setActive((active + step + options.length) % Math.max(1, options.length));
    } else if (event.key === "Enter" && isListShown && options[active]) {
      event.preventDefault();
      choose(options[active]);
    } else if (event.key === "Escape" && isListShown) {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Backspace" && query === "" && chosen.length > 0) onChange(chosen.slice(0, -1));
  }

  return (
    <Field {...field}>
      {(wiring) => (
        <div className="relative">
          <div className={`${CONTROL} flex flex-wrap items-center gap-1`}>
            {chosen.map((choice) => (
              <span key={choice.id} className="inline-flex items-center gap-1 rounded-full border border-line bg-surface-sunk pl-2 text-12">
                <bdi>{choice.name}</bdi>
                <button
                  type="button"
                  aria-label={`Remove ${choice.name}`}
                  className="grid size-6 place-items-center"
                  onClick={() => onChange(chosen.filter(({ id }) => id !== choice.id))}
                >
                  <X size={12} />
                </button>
              </span>
            ))}
            <input
              {...wiring}
              role="combobox"
              aria-expanded={isListShown}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={isListShown ? `${listId}-${active}` : undefined}
              autoComplete="off"
              value={query}
              placeholder={chosen.length === 0 ? placeholder : undefined}
              className="min-w-24 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
              onChange={(event) => {
                onQuery(event.target.value);
                setOpen(true);
                setActive(0);
              }}
              onFocus={() => setOpen(true)}
              onBlur={() => setOpen(false)}
              onKeyDown={onKeyDown}
            />
          </div>
          {isListShown ? <Options id={listId} options={options} active={active} onChoose={choose} /> : null}
        </div>
      )}
    </Field>
  );
}

function Options({ id, options, active, onChoose }: { id: string; options: Choice[]; active: number; onChoose: (choice: Choice) => void }) {
  return (
    <div
      id={id}
      role="listbox"
      className="absolute inset-x-0 top-full z-30 mt-1 max-h-56 overflow-y-auto rounded-lg border border-line bg-surface-raised p-1 shadow-float"
    >
      {options.map((choice, index) => (
        <div
          key={choice.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className="flex min-h-7 items-center gap-2 rounded-md px-2 text-13 aria-selected:bg-surface-sunk pointer-coarse:min-h-10"
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(choice);
          }}
        >
          <bdi className="truncate">{choice.name}</bdi>
          {choice.hint ? <span className="ml-auto text-12 text-ink-faint">{choice.hint}</span> : null}
        </div>
      ))}
    </div>
  );
}
