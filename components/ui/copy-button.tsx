"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { copyText } from "./copy-text.ts";
import { IconButton } from "./icon-button.tsx";

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    void copyText(text).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), 1_500);
    });
  return <IconButton size="sm" label={isCopied ? "Copied" : label} icon={isCopied ? <Check size={13} /> : <Copy size={13} />} onClick={copy} />;
}
