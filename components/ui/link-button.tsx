import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";
import { Kbd } from "./kbd.tsx";

type LinkButtonProps = {
  href: string;
  variant?: "primary" | "secondary" | "ghost";
  size?: "sm" | "md" | "lg";
  icon?: ReactNode;
  /** Keys as in `mod+enter`, shown as a hint. */
  kbd?: string;
  /** A file that the browser stores, not a page. */
  isDownload?: boolean;
  children: ReactNode;
};

/** A link that looks like a button, for going somewhere. */
export function LinkButton({ href, variant = "secondary", size = "md", icon, kbd, isDownload = false, children }: LinkButtonProps) {
  const Tag = isDownload ? "a" : Link;
  return (
    <Tag href={href} download={isDownload || undefined} className={buttonClass(variant, size)}>
      {icon}
      {children}
      {kbd ? <Kbd keys={kbd} tone={variant === "primary" ? "onDark" : "quiet"} /> : null}
    </Tag>
  );
}
