"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import { DialogActions } from "#components/ui/dialog.tsx";
import { TimeText } from "#components/ui/time-text.tsx";

type SecretOnceProps = { secret: string; previousUntil?: string; onClose: () => void };

/** The one time at which the secret can be seen: afterwards Muster only signs with it. */
export function SecretOnce({ secret, previousUntil, onClose }: SecretOnceProps) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Callout tone="accent" title="Give this secret to the receiver">
        It is shown only now. With it the receiver verifies that a message comes from here and was not changed; every library for Standard Webhooks
        takes it as it is.
        {previousUntil ? (
          <>
            {" "}
            The former one signs too until <TimeText at={previousUntil} />.
          </>
        ) : null}
      </Callout>
      <output
        aria-label="Signing secret"
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
          {isCopied ? "Copied" : "Copy the secret"}
        </Button>
      </DialogActions>
    </div>
  );
}
