"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import { DialogActions } from "#components/ui/dialog.tsx";
import { dateTime } from "#lib/time.ts";

type OneTimeLinkProps = { what: string; link: string; expiresAt: string; forWhom: string | null; onClose: () => void };

/** The one time at which such a link can be seen: the server keeps only its hash. */
export function OneTimeLink({ what, link, expiresAt, forWhom, onClose }: OneTimeLinkProps) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Callout tone="accent" title="Send this link yourself">
        It is shown only now{forWhom ? <span className="[overflow-wrap:anywhere]">, for {forWhom}</span> : null}. It works once, until{" "}
        {dateTime(expiresAt, "own")}.
      </Callout>
      <output
        aria-label={what}
        className="rounded-md border border-line bg-surface-sunk px-2.5 py-1.5 font-mono text-12 select-all [overflow-wrap:anywhere]"
      >
        {link}
      </output>
      <DialogActions>
        <Button onClick={onClose}>Done</Button>
        <Button
          variant="primary"
          icon={isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          onClick={() => void copyText(link).then(() => setCopied(true))}
        >
          {isCopied ? "Copied" : "Copy the link"}
        </Button>
      </DialogActions>
    </div>
  );
}
