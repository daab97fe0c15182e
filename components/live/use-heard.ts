"use client";

import { useEffect, useRef } from "react";

/** Calls when the page's stream tells of something that is read elsewhere, such as `muster:runs`. */
export function useHeard(name: "muster:inbox" | "muster:queue" | "muster:runs", heard: () => void): void {
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  useEffect(() => {
    const onEvent = () => latest.current();
    window.addEventListener(name, onEvent);
    return () => window.removeEventListener(name, onEvent);
  }, [name]);
}
