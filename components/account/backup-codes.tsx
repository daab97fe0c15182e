"use client";

import { Check, Copy, Download } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import { DialogActions } from "#components/ui/dialog.tsx";

/** Codes for the day on which the phone is lost. They cannot be shown again. */
export function BackupCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const text = codes.join("\n");
  return (
    <div className="grid gap-3">
      <Callout tone="warn" title="Keep these where you find them without your phone">
        Each stands in for one code of the app, once. They are shown only now.
      </Callout>
      <ul
        aria-label="Backup codes"
        className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md border border-line bg-surface-sunk px-4 py-3 font-mono text-13"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button
          icon={isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          onClick={() => void copyText(text).then(() => setCopied(true))}
        >
          {isCopied ? "Copied" : "Copy"}
        </Button>
        <Button icon={<Download size={14} aria-hidden />} onClick={() => download(`Backup codes for Muster at ${location.host}\n\n${text}\n`)}>
          Download
        </Button>
      </div>
      <DialogActions>
        <Button variant="primary" onClick={onDone}>
          I have kept them
        </Button>
      </DialogActions>
    </div>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "muster-backup-codes.txt";
  link.click();
  URL.revokeObjectURL(url);
}
