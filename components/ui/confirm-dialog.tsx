"use client";

import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog, DialogActions } from "./dialog.tsx";

type ConfirmDialogProps = {
  isOpen: boolean;
  title: string;
  confirm: string;
  isDangerous?: boolean;
  isPending?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks before what cannot be undone, and says what will happen. */
export function ConfirmDialog({ isOpen, title, confirm, isDangerous = false, isPending, onConfirm, onClose, children }: ConfirmDialogProps) {
  return (
    <Dialog isOpen={isOpen} title={title} size="sm" onClose={onClose}>
      <div className="text-13 text-ink-soft">{children}</div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant={isDangerous ? "danger" : "primary"} isPending={isPending} onClick={onConfirm}>
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
