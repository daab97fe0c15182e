import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";

/** The digest that ties an audit entry to the words of its timeline entry (SHA-256 of canonical JSON, hex). */
export function entryDigest(entry: Omit<TimelineEntry, "annotation">): string {
  const { seq, occurredAt, recordedAt, visibleAt, seenAt, actor, fact } = entry;
  const canonical = canonicalize({ seq, occurredAt, recordedAt, visibleAt, seenAt, actor, fact }) ?? "";
  return createHash("sha256").update(canonical).digest("hex");
}
