"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { BACKDROP, DialogActions } from "./dialog.tsx";

type ConfirmDialogProps = {
  isOpen: boolean;
  title: string;
  /** The button's words: the verb of what will happen. */
  confirm: string;
  isDangerous?: boolean;
  isPending?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks before what cannot be undone, and says what will happen. A click beside it does not answer it. */
export function ConfirmDialog({ isOpen, title, confirm, isDangerous = false, isPending, onConfirm, onClose, children }: ConfirmDialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup className="fixed inset-x-4 top-[20vh] z-float mx-auto grid max-w-sm gap-1.5 rounded-xl border border-line bg-surface-raised p-4 shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Base.Title className="text-16 font-semibold tracking-tight">{title}</Base.Title>
          <Base.Description render={<div />} className="text-13 text-ink-soft">
            {children}
          </Base.Description>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant={isDangerous ? "danger" : "primary"} isPending={isPending} onClick={onConfirm}>
              {confirm}
            </Button>
          </DialogActions>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
