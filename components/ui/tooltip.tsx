"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import { Kbd } from "./kbd.tsx";

/** A short word about a control, on hover and focus. The control keeps its own label. */
export function Tooltip({ text, kbd, side = "bottom", children }: { text: string; kbd?: string; side?: "bottom" | "right" | "top"; children: ReactElement }) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={400} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="flex items-center gap-1.5 rounded-md bg-ink px-2 py-1 text-12 text-surface shadow-float">
            {text}
            {kbd ? <Kbd keys={kbd} tone="onDark" /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
