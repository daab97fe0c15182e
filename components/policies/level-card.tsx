"use client";

import { ArrowDown, ArrowUp, GripVertical, Trash2 } from "lucide-react";
import { type DragEvent, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { PolicyBook } from "#lib/contracts/escalation/policies.ts";
import type { Level, Needs } from "#lib/contracts/escalation/policy.ts";
import { TargetPicker } from "./target-picker.tsx";
import { TriggerFields } from "./trigger-fields.tsx";

const NEEDS: { value: string; label: string }[] = [
  { value: "one", label: "one answer" },
  { value: "all", label: "everybody's answer" },
  ...[2, 3, 4, 5].map((count) => ({ value: String(count), label: `${count} answers` })),
];

type LevelCardProps = {
  level: Level;
  index: number;
  count: number;
  book: PolicyBook;
  names: Record<string, string>;
  error: string | null;
  targetsError: string | null;
  onChange: (part: Partial<Level>, names?: Record<string, string>) => void;
  onMove: (to: number) => void;
  /** Another one was dragged here. */
  onDropFrom: (from: number) => void;
  onRemove: () => void;
};

const DRAGGED = "text/x-muster-level";

/** One level: whom it reaches, when, and how many have to answer. It moves by its handle, its arrows, or Alt and an arrow key. */
export function LevelCard({ level, index, count, book, names, error, targetsError, onChange, onMove, onDropFrom, onRemove }: LevelCardProps) {
  const [isOver, setOver] = useState(false);
  const name = `L${index + 1} ${level.title}`;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dragged = event.dataTransfer.getData(DRAGGED);
    const from = Number(dragged);
    if (dragged !== "" && from !== index) onDropFrom(from);
  };
  return (
    <li
      aria-label={name}
      className={`grid min-w-0 grid-cols-1 gap-3 rounded-lg border bg-surface-raised p-3 ${isOver ? "border-accent" : "border-line"}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        onMove(index + (event.key === "ArrowUp" ? -1 : 1));
      }}
    >
      <div className="flex min-w-0 items-end gap-1">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: what a pointer drags here, arrows and keys move too. */}
        <span
          draggable
          onDragStart={(event) => event.dataTransfer.setData(DRAGGED, String(index))}
          title="Drag to another place"
          className="hidden h-8 cursor-grab place-items-center text-ink-faint sm:grid"
        >
          <GripVertical size={15} aria-hidden />
        </span>
        <span className="flex h-8 items-center pr-1 font-mono text-12 text-ink-faint">L{index + 1}</span>
        <div className="min-w-0 flex-1">
          <Input
            label={`Name of level ${index + 1}`}
            isLabelHidden
            value={level.title}
            onChange={(title) => onChange({ title })}
            error={error}
            dir="auto"
          />
        </div>
        <IconButton size="sm" label={`Move ${name} up`} isDisabled={index === 0} icon={<ArrowUp size={14} />} onClick={() => onMove(index - 1)} />
        <IconButton
          size="sm"
          label={`Move ${name} down`}
          isDisabled={index === count - 1}
          icon={<ArrowDown size={14} />}
          onClick={() => onMove(index + 1)}
        />
        <IconButton size="sm" label={`Remove ${name}`} isDisabled={count === 1} icon={<Trash2 size={14} />} onClick={onRemove} />
      </div>
      <TargetPicker
        label="Reaches"
        targets={level.targets}
        book={book}
        names={names}
        error={targetsError}
        onChange={(targets, chosen) => onChange({ targets }, chosen)}
      />
      <TriggerFields level={name} triggers={level.triggers} onChange={(triggers) => onChange({ triggers })} />
      <div className="max-w-60">
        <Select
          label="An acknowledgement takes"
          value={String(level.needs)}
          options={NEEDS}
          onChange={(needs) => onChange({ needs: needsFrom(needs) })}
        />
      </div>
    </li>
  );
}

function needsFrom(value: string): Needs {
  return value === "one" || value === "all" ? value : Number(value);
}
