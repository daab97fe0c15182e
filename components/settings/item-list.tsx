"use client";

import { ArrowDown, ArrowUp, Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";

type Item = { key: string; label: string };

type ItemListProps<T extends Item> = {
  label: string;
  items: T[];
  canChange: boolean;
  describe: (item: T) => ReactNode;
  onEdit: (item: T) => void;
  onChange: (items: T[]) => void;
};

/** Things in an order of their own, with what can be done to each. */
export function ItemList<T extends Item>({ label, items, canChange, describe, onEdit, onChange }: ItemListProps<T>) {
  const move = (index: number, step: number) => {
    const next = [...items];
    const [item] = next.splice(index, 1);
    if (item) next.splice(index + step, 0, item);
    onChange(next);
  };
  return (
    <ul aria-label={label} className="divide-y divide-line border-y border-line">
      {items.map((item, index) => (
        <li key={item.key} className="flex items-center gap-1 py-2 text-13">
          <div className="min-w-0 flex-1">{describe(item)}</div>
          {canChange ? (
            <>
              <IconButton
                size="sm"
                label={`Move ${item.label} up`}
                isDisabled={index === 0}
                icon={<ArrowUp size={14} />}
                onClick={() => move(index, -1)}
              />
              <IconButton
                size="sm"
                label={`Move ${item.label} down`}
                isDisabled={index === items.length - 1}
                icon={<ArrowDown size={14} />}
                onClick={() => move(index, 1)}
              />
              <IconButton size="sm" label={`Edit ${item.label}`} icon={<Pencil size={14} />} onClick={() => onEdit(item)} />
              <IconButton
                size="sm"
                label={`Remove ${item.label}`}
                icon={<Trash2 size={14} />}
                onClick={() => onChange(items.filter(({ key }) => key !== item.key))}
              />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
