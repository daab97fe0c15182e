import type { Severity } from "#lib/contracts/incident.ts";
import type { NoticeMessage } from "./notice-message.ts";

/** What a page says, whatever carries it. Times RFC 3339; addresses absolute. */
export type PageMessage = {
  page: string;
  /** The same for every attempt at this message, so that whoever honours keys shows it once. */
  key: string;
  reference: string;
  title: string;
  summary: string;
  severity: Severity | null;
  kind: string;
  services: string[];
  /** Why it comes: `L2 Team Lead`. */
  step: string;
  declaredAt: string;
  /** The room; and the page on which one answers without signing in, null for a channel that is nobody's. */
  roomUrl: string;
  answerUrl: string | null;
  recipient: { id: string; name: string } | null;
};

/** Where it goes: the kind's own settings, and secrets already opened. */
export type Destination = {
  address: string;
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
  allowedHosts: readonly string[];
  /** What to look at when it is refused. */
  check?: string;
};

/** What became of a page after it was sent, in a sentence where it is shown. */
export type Since = { state: "acknowledged" | "declined" | "ended"; words: string };

/** `delivered`: it is known to have arrived; `sent`: somebody took it over. `reference`: what they call it. */
export type Sent = { state: "sent" | "delivered"; reference: string | null };

/**
 * Why a message could not be sent, in words that say what to check. `isFinal`: trying again would not help. `isGone`: the means itself is no
 * more, and is not to be used again.
 */
export class ChannelError extends Error {
  readonly isFinal: boolean;
  readonly retryAfterMs: number | null;
  readonly isGone: boolean;
  constructor(
    message: string,
    { isFinal, retryAfterMs = null, isGone = false }: { isFinal: boolean; retryAfterMs?: number | null; isGone?: boolean },
  ) {
    super(message);
    this.isFinal = isFinal;
    this.isGone = isGone;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * One way by which pages leave. `send` gives up by itself before `signal` ends; it throws `ChannelError`. `attempt` counts from 1. One file each, one
 * line in registry.ts. `follow`: brings what was sent, as `reference` says, up to what happened since; it may be asked twice. `test`: shows that
 * it works, and says so in a sentence.
 */
export type Channel = {
  send: (message: PageMessage, destination: Destination, signal: AbortSignal, attempt: number) => Promise<Sent>;
  /** Absent where everything that it carries calls somebody: nobody is told of news by it. */
  tell?: (notice: NoticeMessage, destination: Destination, signal: AbortSignal, attempt: number) => Promise<Sent>;
  follow?: (message: PageMessage, reference: string, since: Since, destination: Destination, signal: AbortSignal) => Promise<void>;
  test?: (destination: Destination, signal: AbortSignal) => Promise<string>;
};
