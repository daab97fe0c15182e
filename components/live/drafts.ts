"use client";

import { useCallback, useEffect, useState } from "react";

const PREFIX = "muster draft ";
const MAX_DRAFT = 1_000_000;

/**
 * Text that survives reloads, crashes and sign-outs: kept in this browser under `key` until it is cleared. Storage that is full or
 * forbidden costs the survival, not the typing.
 */
export function useDraft(key: string): { text: string; setText: (text: string) => void; clear: () => void; isRestored: boolean } {
  const [text, setState] = useState("");
  const [isRestored, setRestored] = useState(false);
  useEffect(() => {
    const kept = read(key);
    setState(kept);
    setRestored(kept !== "");
  }, [key]);
  const setText = useCallback(
    (value: string) => {
      setState(value);
      setRestored(false);
      write(key, value);
    },
    [key],
  );
  const clear = useCallback(() => {
    setState("");
    setRestored(false);
    write(key, "");
  }, [key]);
  return { text, setText, clear, isRestored };
}

function read(key: string): string {
  try {
    return localStorage.getItem(PREFIX + key) ?? "";
  } catch {
    return "";
  }
}

function write(key: string, value: string): void {
  try {
    if (value === "" || value.length > MAX_DRAFT) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    return;
  }
}
