"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

export type MenuItem = {
  label: string;
  icon?: ReactNode;
  kbd?: string;
  /** Given, the item is a mark that can be set or not. */
  isChecked?: boolean;
  isDangerous?: boolean;
  isDisabled?: boolean;
  /** A hairline above it. */
  startsGroup?: boolean;
  onSelect: () => void;
};

type MenuProps = {
  label: string;
  trigger: ReactElement;
  items: MenuItem[];
  side?: "bottom" | "right" | "top";
  align?: "start" | "end";
  isOpenAtFirst?: boolean;
};

/** A list of actions behind a button. Without items it is not shown. */
export function Menu({ label, trigger, items, side = "bottom", align = "end", isOpenAtFirst = false }: MenuProps) {
  if (items.length === 0) return null;
  return (
    <Base.Root defaultOpen={isOpenAtFirst}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={4} align={align} collisionPadding={8} className="z-float outline-none">
          <Base.Popup
            aria-label={label}
            className="max-h-(--available-height) max-w-72 min-w-44 origin-(--transform-origin) overflow-y-auto rounded-lg border border-line bg-surface-raised p-1 text-13 shadow-float outline-none transition-[opacity,scale] data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
          >
            {items.map((item) => (
              <div key={item.label} className="contents">
                {item.startsGroup ? <Base.Separator className="mx-2 my-1 h-px bg-line" /> : null}
                <Item item={item} />
              </div>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Item({ item }: { item: MenuItem }) {
  const look = `flex min-h-7 cursor-default items-center gap-2 rounded-md px-2 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-surface-hover pointer-coarse:min-h-11 ${item.isDangerous ? "text-bad" : "text-ink"}`;
  const words = (
    <>
      {item.icon}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.isChecked ? <Check size={14} aria-hidden className="text-accent" /> : null}
      {item.kbd ? <Kbd keys={item.kbd} /> : null}
    </>
  );
  if (item.isChecked === undefined)
    return (
      <Base.Item disabled={item.isDisabled} onClick={item.onSelect} className={look}>
        {words}
      </Base.Item>
    );
  return (
    <Base.CheckboxItem checked={item.isChecked} disabled={item.isDisabled} closeOnClick onCheckedChange={item.onSelect} className={look}>
      {words}
    </Base.CheckboxItem>
  );
}
