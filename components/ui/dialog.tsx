"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { cn } from "#lib/cn.ts";

type DialogProps = {
  isOpen: boolean;
  title: string;
  description?: string;
  size?: "sm" | "md" | "lg";
  /** Nothing but words: the keyboard scrolls them. */
  isText?: boolean;
  onClose: () => void;
  children: ReactNode;
};

const SIZES = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-3xl" };

export const BACKDROP =
  "fixed inset-0 z-overlay bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 supports-[-webkit-touch-callout:none]:absolute";

/** A modal: on the phone it fills the lower part of the screen. */
export function Dialog({ isOpen, title, description, size = "md", isText = false, onClose, children }: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup
          initialFocus={() => firstField(body.current)}
          className={cn(
            "fixed inset-x-0 bottom-0 z-float mx-auto flex max-h-[92dvh] w-full flex-col rounded-t-xl border border-line bg-surface-raised shadow-float outline-none",
            "transition-[opacity,translate] data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0",
            "sm:top-[12vh] sm:bottom-auto sm:max-h-[76vh] sm:rounded-xl",
            SIZES[size],
          )}
        >
          <DialogHead title={title} description={description} />
          <div
            ref={body}
            tabIndex={isText ? 0 : -1}
            className="overflow-y-auto overscroll-contain px-4 pt-0.5 outline-none pb-[max(1rem,env(safe-area-inset-bottom))]"
          >
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Where one begins: in the field that asked for it, else the first one, else at the words; never on the way out. */
function firstField(body: HTMLElement | null): HTMLElement | null {
  if (body?.contains(document.activeElement) && document.activeElement instanceof HTMLElement) return document.activeElement;
  return body?.querySelector<HTMLElement>("input:not([type=hidden],[disabled]), textarea, select") ?? body;
}

/** Title, what it is about, and the way out: the head of dialogs and sheets. */
export function DialogHead({ title, description, action }: { title: string; description?: string; action?: ReactNode }) {
  return (
    <div className="flex items-start gap-2 px-4 pt-3.5 pb-3">
      <div className="min-w-0 flex-1 pt-0.5">
        <Base.Title className="text-16 font-semibold tracking-tight [overflow-wrap:anywhere]">{title}</Base.Title>
        {description ? <Base.Description className="pt-0.5 text-13 text-ink-soft">{description}</Base.Description> : null}
      </div>
      {action ? <div className="-mt-0.5 pointer-coarse:-my-2">{action}</div> : null}
      <Base.Close
        aria-label="Close"
        className="-mr-1.5 grid size-7 shrink-0 place-items-center rounded-md text-ink-soft transition-colors hover:bg-surface-hover hover:text-ink pointer-coarse:-my-2 pointer-coarse:size-11"
      >
        <X size={16} />
      </Base.Close>
    </div>
  );
}

/** The row of buttons that ends a dialog; the main one stands last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 pt-4">{children}</div>;
}
