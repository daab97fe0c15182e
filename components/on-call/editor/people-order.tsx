"use client";

import { ArrowDown, ArrowUp, GripVertical, X } from "lucide-react";
import { type DragEvent, useState } from "react";
import { PersonPicker } from "#components/roles/person-picker.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { type DraftPerson, reordered } from "./draft.ts";

type PeopleOrderProps = { layer: string; people: DraftPerson[]; onChange: (people: DraftPerson[]) => void; error: string | null };

/** Who takes turns, in which order: by buttons or by drawing a line to its place. */
export function PeopleOrder({ layer, people, onChange, error }: PeopleOrderProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const move = (from: number, to: number) => {
    onChange(reordered(people, from, to));
    if (people[to]) setSaid(`${people[from]?.name} is number ${to + 1} of ${people.length}`);
  };
  const over = (event: DragEvent, index: number) => {
    event.preventDefault();
    if (dragged === null || dragged === index) return;
    move(dragged, index);
    setDragged(index);
  };
  return (
    <div className="grid gap-1.5">
      <p className="text-12 font-medium text-ink-soft">People, in the order of their turns</p>
      <ol aria-label={`People of ${layer}`} className="grid gap-1 empty:hidden">
        {people.map(({ id, name }, index) => (
          <li
            key={id}
            draggable
            onDragStart={() => setDragged(index)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => over(event, index)}
            className={`flex items-center gap-1 rounded-md border border-line bg-surface-raised py-0.5 pr-0.5 pl-1 text-13 ${dragged === index ? "opacity-60" : ""}`}
          >
            <GripVertical size={14} aria-hidden className="shrink-0 cursor-grab text-ink-faint" />
            <span className="w-5 text-12 text-ink-faint tabular-nums">{index + 1}</span>
            <Avatar id={id} name={name} size="sm" />
            <bdi className="min-w-0 flex-1 truncate pl-1">{name}</bdi>
            <IconButton
              size="sm"
              label={`Move ${name} up`}
              icon={<ArrowUp size={13} />}
              isDisabled={index === 0}
              onClick={() => move(index, index - 1)}
            />
            <IconButton
              size="sm"
              label={`Move ${name} down`}
              icon={<ArrowDown size={13} />}
              isDisabled={index === people.length - 1}
              onClick={() => move(index, index + 1)}
            />
            <IconButton size="sm" label={`Take ${name} out`} icon={<X size={13} />} onClick={() => onChange(people.filter((one) => one.id !== id))} />
          </li>
        ))}
      </ol>
      <PersonPicker
        label={`Add somebody to ${layer}`}
        isLabelHidden
        chosen={[]}
        onChange={(chosen) =>
          onChange([...people, ...chosen.filter(({ id }) => !people.some((one) => one.id === id)).map(({ id, name }) => ({ id, name }))])
        }
      />
      {error ? <FieldError>{error}</FieldError> : null}
      <output className="sr-only">{said}</output>
    </div>
  );
}
