"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

/** Far enough for a fast scroll to meet rows and not their place. */
const NEAR = "2000px 0px";
const ROW_PX = 38;

type StretchOfRowsProps = { rows: number; startsShown: boolean; isForced: boolean; children: () => ReactNode };

/** Rows that are in the page while somebody is near them; their place is kept when nobody is, so that a long log stays light. */
export function StretchOfRows({ rows, startsShown, isForced, children }: StretchOfRowsProps) {
  const ref = useRef<HTMLOListElement>(null);
  const [isNear, setNear] = useState(startsShown);
  const [height, setHeight] = useState(rows * ROW_PX);
  useEffect(() => {
    const place = ref.current;
    if (!place) return;
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (!seen) return;
        if (!seen.isIntersecting && seen.boundingClientRect.height > 0) setHeight(seen.boundingClientRect.height);
        setNear(seen.isIntersecting);
      },
      { rootMargin: NEAR },
    );
    observer.observe(place);
    return () => observer.disconnect();
  }, []);
  const isShown = isNear || isForced;
  return (
    <ol ref={ref} className="timeline" aria-hidden={!isShown || undefined} style={isShown ? undefined : { height }}>
      {isShown ? children() : null}
    </ol>
  );
}
