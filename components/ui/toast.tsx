"use client";

import { Toaster as Sonner, toast as sonner } from "sonner";

/** Short words at the edge of the screen. Failures stay until they are read; what was done can offer to undo it. */
export const toast = {
  done: (text: string, options: { undo?: () => void } = {}): void => {
    sonner(text, options.undo ? { action: { label: "Undo", onClick: options.undo }, duration: 8_000 } : {});
  },
  failed: (text: string): void => {
    sonner.error(text, { duration: 12_000, closeButton: true });
  },
};

export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[356px] max-w-[calc(100vw-32px)] items-center gap-3 rounded-lg border border-line bg-surface-raised px-3.5 py-2.5 text-13 text-ink shadow-float",
          error: "!border-bad",
          actionButton: "ml-auto rounded-md border border-line-strong px-2 min-h-6 text-12 font-medium",
          closeButton: "order-last ml-auto",
        },
      }}
    />
  );
}
