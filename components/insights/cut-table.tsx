"use client";

import { type ReactNode, useState } from "react";
import { Table } from "#components/ui/table.tsx";

const SHOWN = 8;

type CutTableProps<T> = { label: string; head: string[]; items: readonly T[]; row: (item: T) => ReactNode };

/** A table that begins with its first rows; the others come when one asks for them. */
export function CutTable<T>({ label, head, items, row }: CutTableProps<T>) {
  const [isWhole, setWhole] = useState(false);
  const isCut = !isWhole && items.length > SHOWN + 2;
  return (
    <div className="-mx-4 min-w-0 sm:-mx-6">
      <Table label={label} head={head}>
        {(isCut ? items.slice(0, SHOWN) : items).map(row)}
      </Table>
      {isCut ? (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="mx-4 my-1.5 min-h-6 text-12 text-ink-soft underline underline-offset-2 sm:mx-6 pointer-coarse:min-h-10 print:hidden"
        >
          Show all {items.length}
        </button>
      ) : null}
    </div>
  );
}
