import type { Severity } from "#lib/contracts/incident.ts";
import type { NoticeEvent } from "#lib/contracts/notice.ts";

/** What people who do not work on an incident are told of it. Nothing is asked of them. Times RFC 3339; addresses absolute. */
export type NoticeMessage = {
  /** The same for every attempt at this message. */
  key: string;
  event: NoticeEvent;
  reference: string;
  title: string;
  summary: string;
  severity: Severity | null;
  phase: string;
  services: string[];
  /** One sentence: what happened. */
  headline: string;
  /** What was written, such as the update; empty when nothing was. */
  text: string;
  at: string;
  /** Why it comes to this reader: through which line of the matrix. */
  audience: string;
  roomUrl: string;
  /** Where people say by what they want to be reached; null for what is nobody's. */
  preferencesUrl: string | null;
};
