"use client";

import type { ComponentProps, ReactNode, Ref } from "react";
import { cn } from "#lib/cn.ts";
import { Kbd } from "./kbd.tsx";
import { Spinner } from "./spinner.tsx";

export type ButtonProps = Omit<ComponentProps<"button">, "className" | "style" | "disabled" | "children"> & {
  variant?: "primary" | "secondary" | "ghost" | "danger";
  size?: "sm" | "md" | "lg";
  isPending?: boolean;
  isDisabled?: boolean;
  isWide?: boolean;
  /** Keys as in `mod+enter`, shown as a hint. */
  kbd?: string;
  icon?: ReactNode;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

const VARIANTS = {
  primary: "border-transparent bg-ink text-surface hover:bg-ink-soft",
  secondary: "border-line-strong bg-surface-raised text-ink hover:bg-surface-sunk",
  ghost: "border-transparent bg-transparent text-ink-soft hover:bg-surface-sunk hover:text-ink",
  danger: "border-transparent bg-bad text-surface hover:opacity-90",
};
const SIZES = { sm: "min-h-6 px-2 text-12", md: "min-h-7 px-2.5 text-13", lg: "min-h-9 px-3.5 text-14" };

export function buttonClass(variant: keyof typeof VARIANTS, size: keyof typeof SIZES, isWide = false): string {
  return cn(
    "inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors pointer-coarse:min-h-10 disabled:opacity-50",
    VARIANTS[variant],
    SIZES[size],
    isWide && "w-full",
  );
}

export function Button({ variant = "secondary", size = "md", isPending = false, isDisabled = false, isWide = false, kbd, icon, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} disabled={isDisabled || isPending} aria-busy={isPending || undefined} className={buttonClass(variant, size, isWide)}>
      {isPending ? <Spinner /> : icon}
      {children}
      {kbd ? <Kbd keys={kbd} tone={variant === "primary" ? "onDark" : "quiet"} /> : null}
    </button>
  );
}
