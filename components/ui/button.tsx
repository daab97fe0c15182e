import type { ComponentProps, ReactNode } from "react";
import { cn } from "#lib/cn.ts";
import { Kbd } from "./kbd.tsx";
import { Spinner } from "./spinner.tsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

type ButtonProps = Omit<ComponentProps<"button">, "className" | "style" | "disabled"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  isPending?: boolean;
  isDisabled?: boolean;
  isWide?: boolean;
  /** Keys as in `mod+enter`, shown as a hint. */
  kbd?: string;
  icon?: ReactNode;
};

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-ink bg-ink text-surface hover:border-ink-soft hover:bg-ink-soft",
  secondary: "border-line-strong bg-surface-raised text-ink hover:bg-surface-hover data-popup-open:bg-surface-hover",
  ghost: "border-transparent text-ink-soft hover:bg-surface-hover hover:text-ink data-popup-open:bg-surface-hover",
  danger: "border-danger bg-danger text-on-danger hover:opacity-90",
};
const SIZES: Record<ButtonSize, string> = { sm: "min-h-6 px-2 text-12", md: "min-h-7 px-2.5 text-13", lg: "min-h-9 px-3.5 text-14" };

export function buttonClass(variant: ButtonVariant, size: ButtonSize, isWide = false): string {
  return cn(
    "relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors disabled:opacity-50 pointer-coarse:min-h-11 pointer-coarse:px-3.5",
    VARIANTS[variant],
    SIZES[size],
    isWide && "w-full",
  );
}

/** While pending it keeps its width, cannot be pressed again, and says that it is busy. */
export function Button({
  variant = "secondary",
  size = "md",
  isPending = false,
  isDisabled = false,
  isWide = false,
  kbd,
  icon,
  type = "button",
  children,
  ...rest
}: ButtonProps) {
  const hint = kbd ? <Kbd keys={kbd} tone={variant === "primary" || variant === "danger" ? "onDark" : "quiet"} /> : null;
  return (
    <button
      {...rest}
      type={type}
      disabled={isDisabled || isPending}
      aria-busy={isPending || undefined}
      className={buttonClass(variant, size, isWide)}
    >
      <span className={cn("contents", isPending && "*:opacity-0")}>
        {icon}
        <span>{children}</span>
        {hint}
      </span>
      {isPending ? (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      ) : null}
    </button>
  );
}
