"use client";

import type { ComponentProps, ReactNode, Ref } from "react";
import { cn } from "#lib/cn.ts";
import { Tooltip } from "./tooltip.tsx";

type IconButtonProps = Omit<ComponentProps<"button">, "className" | "style" | "children"> & {
  /** What it does; read out, and shown on hover. */
  label: string;
  icon: ReactNode;
  size?: "sm" | "md";
  isPressed?: boolean;
  kbd?: string;
  ref?: Ref<HTMLButtonElement>;
};

export function IconButton({ label, icon, size = "md", isPressed, kbd, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} kbd={kbd}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={isPressed}
        className={cn(
          "inline-grid shrink-0 place-items-center rounded-md text-ink-soft transition-colors hover:bg-surface-sunk hover:text-ink aria-pressed:text-accent-ink pointer-coarse:size-10 disabled:opacity-50",
          size === "sm" ? "size-6" : "size-8",
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
