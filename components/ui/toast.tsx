"use client";

import { Check, OctagonAlert } from "lucide-react";
import { Toaster as Sonner, toast as sonner } from "sonner";

/** Short words at the edge of the screen. Failures stay until they are read; what was done can offer to undo it. */
export const toast = {
  done: (text: string, options: { undo?: () => void } = {}): void => {
    sonner.success(text, options.undo ? { action: { label: "Undo", onClick: options.undo }, duration: 8_000 } : {});
  },
  failed: (text: string): void => {
    sonner.error(text, { duration: 12_000, closeButton: true });
  },
};

/** Where toasts appear; above the composer's and the bottom bar's place on a phone. Read out politely. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      containerAriaLabel="Messages"
      style={{ fontFamily: "inherit" }}
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
      icons={{
        success: <Check size={15} aria-hidden className="text-good" />,
        error: <OctagonAlert size={15} aria-hidden className="text-bad" />,
        close: <span className="px-1.5 text-12">Dismiss</span>,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[356px] max-w-[calc(100vw-24px)] items-center gap-2.5 rounded-lg border border-line-strong bg-surface-raised py-2.5 pr-2.5 pl-3.5 text-13 text-ink shadow-float",
          icon: "grid shrink-0 place-items-center",
          content: "min-w-0 flex-1 [overflow-wrap:anywhere]",
          actionButton:
            "min-h-6 shrink-0 rounded-md border border-line-strong px-2 text-12 font-medium hover:bg-surface-hover pointer-coarse:min-h-11",
          closeButton: "order-last min-h-6 shrink-0 rounded-md text-ink-soft hover:bg-surface-hover pointer-coarse:min-h-11",
        },
      }}
    />
  );
}
