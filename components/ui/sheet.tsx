"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { BACKDROP, DialogHead } from "./dialog.tsx";

type SheetProps = { isOpen: boolean; title: string; description?: string; onClose: () => void; children: ReactNode };

/** A side panel on a wide screen, a sheet from below on a phone. */
export function Sheet({ isOpen, title, description, onClose, children }: SheetProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup className="fixed inset-x-0 bottom-0 z-float flex max-h-[88dvh] flex-col rounded-t-xl border border-line bg-surface-raised shadow-float outline-none transition-[opacity,translate] max-sm:data-ending-style:translate-y-4 max-sm:data-starting-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:inset-y-0 sm:left-auto sm:max-h-none sm:w-[400px] sm:rounded-none sm:border-y-0 sm:border-r-0 sm:data-ending-style:translate-x-4 sm:data-starting-style:translate-x-4">
          <DialogHead title={title} description={description} />
          <div className="overflow-y-auto overscroll-contain px-4 pb-[max(1rem,env(safe-area-inset-bottom))]">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
