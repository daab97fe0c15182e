"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#lib/cn.ts";

type DialogProps = { isOpen: boolean; title: string; description?: string; size?: "sm" | "md" | "lg"; onClose: () => void; children: ReactNode };

const SIZES = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-3xl" };

/** A modal: on the phone it fills the lower part of the screen. */
export function Dialog({ isOpen, title, description, size = "md", onClose, children }: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 mx-auto max-h-[92dvh] w-full overflow-y-auto rounded-t-xl border border-line bg-surface-raised p-4 shadow-float outline-none sm:top-[12vh] sm:bottom-auto sm:max-h-[76vh] sm:rounded-xl",
            SIZES[size],
          )}
        >
          <div className="flex items-start gap-2 pb-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-16 font-semibold">{title}</Base.Title>
              {description ? <Base.Description className="text-13 text-ink-soft">{description}</Base.Description> : null}
            </div>
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

/** The row of buttons that ends a dialog; the main one stands last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 pt-4">{children}</div>;
}
