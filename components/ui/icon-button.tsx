import type { ComponentProps, ReactNode } from "react";
import { Spinner } from "./spinner.tsx";
import { Tooltip } from "./tooltip.tsx";

type IconButtonProps = Omit<ComponentProps<"button">, "className" | "style" | "disabled" | "aria-label" | "children"> & {
  /** What it does; read out, and shown on hover. */
  label: string;
  icon: ReactNode;
  size?: "sm" | "md";
  side?: "top" | "right" | "bottom" | "left";
  kbd?: string;
  isPressed?: boolean;
  isPending?: boolean;
  isDisabled?: boolean;
};

const SIZES = { sm: "size-6", md: "size-8" };

export function IconButton({ label, icon, size = "md", side, kbd, isPressed, isPending, isDisabled, type = "button", ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} kbd={kbd} side={side}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        aria-pressed={isPressed}
        aria-busy={isPending || undefined}
        disabled={isDisabled || isPending}
        className={`inline-grid shrink-0 place-items-center rounded-md text-ink-soft transition-colors hover:bg-surface-hover hover:text-ink disabled:opacity-50 aria-pressed:text-accent-ink data-popup-open:bg-surface-hover pointer-coarse:size-11 ${SIZES[size]}`}
      >
        {isPending ? <Spinner /> : icon}
      </button>
    </Tooltip>
  );
}
