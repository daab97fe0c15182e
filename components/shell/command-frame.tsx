"use client";

import { Command as Cmdk } from "cmdk";
import type { ReactNode } from "react";

export const ITEM =
  "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 data-[selected=true]:bg-accent-soft data-[disabled=true]:opacity-50 pointer-coarse:min-h-11";

type CommandFrameProps = {
  label: string;
  search: string;
  placeholder: string;
  /** The item that Enter chooses. */
  value?: string;
  /** What stands before the words that are typed. */
  mark?: ReactNode;
  onSearch: (search: string) => void;
  onValue?: (value: string) => void;
  onKeyDown?: (event: React.KeyboardEvent) => void;
  onClose: () => void;
  children: ReactNode;
};

/** A line to type in over the page, and what fits below it. Its children are cmdk's groups and items, already chosen and in order. */
export function CommandFrame({ label, search, placeholder, value, mark, onSearch, onValue, onKeyDown, onClose, children }: CommandFrameProps) {
  return (
    <Cmdk.Dialog
      open
      onOpenChange={onClose}
      label={label}
      shouldFilter={false}
      value={value}
      onValueChange={onValue}
      onKeyDown={onKeyDown}
      overlayClassName="fixed inset-0 z-40 bg-scrim"
      contentClassName="fixed inset-x-2 top-[10vh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border border-line bg-surface-raised text-13 shadow-float"
    >
      <div className="flex items-center gap-2 border-b border-line px-4">
        {mark}
        <Cmdk.Input
          value={search}
          onValueChange={onSearch}
          placeholder={placeholder}
          className="min-w-0 flex-1 bg-transparent py-3 text-14 outline-none placeholder:text-ink-faint pointer-coarse:text-16"
        />
      </div>
      <Cmdk.List className="max-h-[50dvh] overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-faint">
        {children}
      </Cmdk.List>
    </Cmdk.Dialog>
  );
}
