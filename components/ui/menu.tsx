"use client";

import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

export type MenuItem = { label: string; icon?: ReactNode; kbd?: string; isDangerous?: boolean; isDisabled?: boolean; onSelect: () => void };

/** A list of actions behind a button. Without items it is not shown. */
export function Menu({ label, trigger, items }: { label: string; trigger: ReactElement; items: MenuItem[] }) {
  if (items.length === 0) return null;
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="z-50">
          <Base.Popup aria-label={label} className="min-w-44 rounded-lg border border-line bg-surface-raised p-1 text-13 shadow-float outline-none">
            {items.map((item) => (
              <Base.Item
                key={item.label}
                disabled={item.isDisabled}
                onClick={item.onSelect}
                className={`flex min-h-7 cursor-default items-center gap-2 rounded-md px-2 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-surface-sunk pointer-coarse:min-h-10 ${item.isDangerous ? "text-bad" : "text-ink"}`}
              >
                {item.icon}
                <span className="flex-1">{item.label}</span>
                {item.kbd ? <Kbd keys={item.kbd} /> : null}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
