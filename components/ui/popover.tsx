"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";

type PopoverProps = {
  label: string;
  trigger: ReactElement;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  side?: "bottom" | "right" | "top";
  align?: "start" | "end";
  children: ReactNode;
};

/** Something small beside what was pressed. Not for what has to be answered: that is a dialog. */
export function Popover({ label, trigger, isOpen, onOpenChange, side = "bottom", align = "start", children }: PopoverProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} align={align} collisionPadding={8} className="z-float">
          <Base.Popup
            aria-label={label}
            className="max-h-(--available-height) max-w-[min(92vw,360px)] origin-(--transform-origin) overflow-y-auto overscroll-contain rounded-lg border border-line bg-surface-raised p-3 text-13 shadow-float outline-none transition-[opacity,scale] data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
