"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Callout } from "./callout.tsx";
import { copyText } from "./copy-text.ts";
import { DialogActions } from "./dialog.tsx";

type OneTimeSecretProps = { label: string; secret: string; title: string; copy: string; children: ReactNode; onClose: () => void };

/** The one time at which something secret can be seen: the server keeps only its hash. `children` say so, and what to do with it. */
export function OneTimeSecret({ label, secret, title, copy, children, onClose }: OneTimeSecretProps) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Callout tone="accent" title={title}>
        {children}
      </Callout>
      <output
        aria-label={label}
        className="rounded-md border border-line bg-surface-sunk px-2.5 py-1.5 font-mono text-12 select-all [overflow-wrap:anywhere]"
      >
        {secret}
      </output>
      <DialogActions>
        <Button onClick={onClose}>Done</Button>
        <Button
          variant="primary"
          icon={isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          onClick={() => void copyText(secret).then(() => setCopied(true))}
        >
          {isCopied ? "Copied" : copy}
        </Button>
      </DialogActions>
    </div>
  );
}
