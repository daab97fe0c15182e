/** How bad a sender says it is, worst first. */
export const ALERT_LEVELS = ["critical", "error", "warning", "info"] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

export const ALERT_STATUSES = ["firing", "resolved"] as const;

/** What came of an alert. "pending" is not decided yet; "maintenance" waits for a window to end; "storm" was folded into one incident. */
export const ALERT_OUTCOMES = ["pending", "declared", "attached", "recorded", "maintenance", "storm"] as const;
export type AlertOutcome = (typeof ALERT_OUTCOMES)[number];

/** What one event said of an alert. "late": it tells of a time before what is known. */
export const SIGNAL_KINDS = ["fired", "repeated", "refired", "resolved", "late"] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

export const CHANGE_KINDS = ["deploy", "flag", "config", "migration", "infrastructure", "other"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const EVENT_STATES = ["waiting", "working", "done", "failed"] as const;
export type EventState = (typeof EVENT_STATES)[number];

/** Stands for the API where an integration's id is wanted. */
export const API_INTEGRATION = "00000000-0000-4000-8000-000000000001";
