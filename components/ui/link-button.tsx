import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";

type LinkButtonProps = { href: string; variant?: "primary" | "secondary" | "ghost"; size?: "sm" | "md" | "lg"; children: ReactNode };

/** A link that looks like a button, for going somewhere. */
export function LinkButton({ href, variant = "secondary", size = "md", children }: LinkButtonProps) {
  return (
    <Link href={href} className={buttonClass(variant, size)}>
      {children}
    </Link>
  );
}
