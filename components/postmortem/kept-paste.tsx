"use client";

import { Button } from "#components/ui/button.tsx";

/** What was too large to paste, kept for whoever pasted it. */
export function KeptPaste({ text, onClose }: { text: string; onClose: () => void }) {
  const size = new Intl.NumberFormat("en", { maximumFractionDigits: 1 }).format(text.length / 1_000_000);
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = "pasted.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div role="alert" className="mt-3 flex flex-wrap items-center gap-2 rounded-md border border-warn/40 bg-warn-soft px-3 py-2 text-13">
      <span className="flex-1">
        Pasting {size} million characters was refused; nothing of the document changed. Save it as a file and attach that to the incident.
      </span>
      <Button size="sm" onClick={download}>
        Save as a file
      </Button>
      <Button size="sm" variant="ghost" onClick={onClose}>
        Dismiss
      </Button>
    </div>
  );
}
