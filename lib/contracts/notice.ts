import { z } from "zod";
import { Target, targetKey } from "./escalation/policy.ts";
import { Severity } from "./incident.ts";
import { SEVERITIES } from "./incident-terms.ts";
import { Email } from "./people.ts";

/** What people who do not work on an incident are told of. `declared` is also being raised to a severity, and opening again. */
export const NOTICE_EVENTS = ["declared", "severity", "update", "resolved"] as const;
export const NoticeEvent = z.enum(NOTICE_EVENTS);
export type NoticeEvent = z.infer<typeof NoticeEvent>;

export const NOTICE_EVENT_LABELS: Record<NoticeEvent, string> = {
  declared: "It begins",
  severity: "Severity changes",
  update: "Each update",
  resolved: "It ends",
};

/** The same as part of a sentence about what was sent. */
export const NOTICE_EVENT_WORDS: Record<NoticeEvent, string> = {
  declared: "that it began",
  severity: "that its severity changed",
  update: "the update",
  resolved: "that it ended",
};

/** Whom a rule tells. `owners`: the members of the teams that own the affected services. `mail`: an address that is nobody's, such as a list. */
export const Audience = z.union([
  Target,
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("everyone") }),
    z.object({ kind: z.literal("watchers") }),
    z.object({ kind: z.literal("owners") }),
    z.object({ kind: z.literal("mail"), address: Email }),
  ]),
]);
export type Audience = z.infer<typeof Audience>;

export const NoticeRule = z.object({
  audiences: z.array(Audience).min(1, "Say who is told, or remove the line.").max(20, "At most 20 in one line."),
  events: z.array(NoticeEvent).min(1, "Choose at least one moment, or remove the line."),
});
export type NoticeRule = z.infer<typeof NoticeRule>;

/** Who is told of incidents of each severity. */
export const NoticeMatrix = z.record(z.enum(SEVERITIES), z.array(NoticeRule).max(10, "At most 10 lines for one severity."));
export type NoticeMatrix = z.infer<typeof NoticeMatrix>;

/** `version` is the one that the editor saw; 0 while it is the one that comes with Muster. */
export const SaveNoticeMatrix = z.object({ version: z.number().int().min(0), matrix: NoticeMatrix });

/** Whom each severity would tell now, for an incident without services. `problems`: what of it reaches nobody. */
export const NoticeOutlook = z.object({
  severity: Severity,
  event: NoticeEvent,
  people: z.number().int(),
  outside: z.number().int(),
  places: z.array(z.string()),
});
export type NoticeOutlook = z.infer<typeof NoticeOutlook>;

export const NoticeBook = z.object({
  matrix: NoticeMatrix,
  version: z.number().int(),
  updatedAt: z.string().nullable(),
  updatedBy: z.string().nullable(),
  /** Of people whom it names, by id. */
  names: z.record(z.string(), z.string()),
  outlook: z.array(NoticeOutlook),
  problems: z.array(z.object({ severity: Severity, problem: z.string() })),
});
export type NoticeBook = z.infer<typeof NoticeBook>;

/** The same audience always has the same key. */
export function audienceKey(audience: Audience): string {
  switch (audience.kind) {
    case "everyone":
    case "watchers":
    case "owners":
      return audience.kind;
    case "mail":
      return `mail:${audience.address}`;
    default:
      return targetKey(audience);
  }
}

const position = (key: string) => ({ kind: "position", position: key }) as const;
const all = [...NOTICE_EVENTS];
const ends: NoticeEvent[] = ["declared", "resolved"];

/** What comes with Muster: who is told grows with the severity. */
export const DEFAULT_NOTICES: NoticeMatrix = {
  SEV1: [
    { audiences: [position("vp-engineering"), position("cto"), position("product"), position("customer-success")], events: all },
    { audiences: [{ kind: "everyone" }], events: ["declared", "severity", "resolved"] },
  ],
  SEV2: [
    { audiences: [{ kind: "team-leads" }, position("engineering-manager"), position("vp-engineering"), position("product")], events: all },
    { audiences: [position("customer-success")], events: all },
  ],
  SEV3: [{ audiences: [{ kind: "owners" }, position("customer-success")], events: ends }],
  SEV4: [{ audiences: [{ kind: "owners" }], events: ends }],
};
