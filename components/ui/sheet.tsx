"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { type ReactNode, useRef } from "react";
import { BACKDROP, DialogHead } from "./dialog.tsx";

type SheetProps = {
  isOpen: boolean;
  title: string;
  description?: string;
  size?: "md" | "lg";
  /** Stands in the head, before the way out. */
  action?: ReactNode;
  onClose: () => void;
  children: ReactNode;
};

const SIZES = { md: "sm:w-[400px]", lg: "sm:w-[560px]" };

/** A side panel on a wide screen, a sheet from below on a phone. */
export function Sheet({ isOpen, title, description, size = "md", action, onClose, children }: SheetProps) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup
          initialFocus={() => focusIn(body.current)}
          className={`fixed inset-x-0 bottom-0 z-float flex max-h-[88dvh] flex-col rounded-t-xl border border-line bg-surface-raised shadow-float outline-none transition-[opacity,translate] max-sm:data-ending-style:translate-y-4 max-sm:data-starting-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:inset-y-0 sm:left-auto sm:max-h-none ${SIZES[size]} sm:rounded-none sm:border-y-0 sm:border-r-0 sm:data-ending-style:translate-x-4 sm:data-starting-style:translate-x-4`}
        >
          <DialogHead title={title} description={description} action={action} />
          <div ref={body} tabIndex={-1} className="overflow-y-auto overscroll-contain px-4 outline-none pb-[max(1rem,env(safe-area-inset-bottom))]">
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Where one begins: in the field that asked for it, else at the words; never on the way out. */
function focusIn(body: HTMLElement | null): HTMLElement | null {
  return body?.contains(document.activeElement) && document.activeElement instanceof HTMLElement ? document.activeElement : body;
}
