"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";

/** A side panel on a wide screen, a sheet from below on a phone. */
export function Sheet({ isOpen, title, onClose, children }: { isOpen: boolean; title: string; onClose: () => void; children: ReactNode }) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup className="fixed inset-x-0 bottom-0 z-50 max-h-[88dvh] overflow-y-auto rounded-t-xl border border-line bg-surface-raised p-4 shadow-float outline-none sm:inset-y-0 sm:left-auto sm:max-h-none sm:w-[400px] sm:rounded-none">
          <div className="flex items-center pb-3">
            <Base.Title className="flex-1 text-16 font-semibold">{title}</Base.Title>
            <Base.Close
              aria-label="Close"
              className="grid size-7 place-items-center rounded-md text-ink-soft hover:bg-surface-sunk pointer-coarse:size-10"
            >
              <X size={16} />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
