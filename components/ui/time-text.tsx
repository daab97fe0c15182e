"use client";

import { dateTime, longDay, relativeTime, shortTime, utcTime } from "#lib/time.ts";
import { useIsHydrated, useNow } from "./use-now.ts";

type TimeTextProps = { at: string; format?: "time" | "dateTime" | "day" | "relative" };

const FORMATS = { time: shortTime, dateTime, day: longDay };

/** An instant in the viewer's zone, with UTC on hover. */
export function TimeText({ at, format = "dateTime" }: TimeTextProps) {
  if (format === "relative") return <RelativeTime at={at} />;
  return <ZonedTime at={at} format={format} />;
}

function ZonedTime({ at, format }: { at: string; format: keyof typeof FORMATS }) {
  const zone = useIsHydrated() ? "own" : "UTC";
  return (
    <time dateTime={at} title={utcTime(at)}>
      {FORMATS[format](at, zone)}
    </time>
  );
}

function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={utcTime(at)}>
      {now === null ? dateTime(at, "UTC") : relativeTime(at, now)}
    </time>
  );
}
