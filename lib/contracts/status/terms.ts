/** How a part of the public service is, worst last. `maintenance` is announced and counts for nothing by default. */
export const COMPONENT_STATES = ["operational", "maintenance", "degraded", "partial", "major"] as const;
type ComponentState = (typeof COMPONENT_STATES)[number];

export const COMPONENT_STATE_LABELS: Record<ComponentState, string> = {
  operational: "Operational",
  maintenance: "Under maintenance",
  degraded: "Degraded performance",
  partial: "Partial outage",
  major: "Major outage",
};

/** What a public update says of the work on an incident. */
export const WORK_STATUSES = ["investigating", "identified", "monitoring", "resolved"] as const;
/** And what is told afterwards: what was learned. It says nothing of how things are. */
export const UPDATE_STATUSES = [...WORK_STATUSES, "postmortem"] as const;
type UpdateStatus = (typeof UPDATE_STATUSES)[number];

export const UPDATE_STATUS_LABELS: Record<UpdateStatus, string> = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
  postmortem: "Postmortem",
};

/** Who may read a page. `sign-in`: people of this console, there alone. */
export const PAGE_AUDIENCES = ["public", "password", "sign-in"] as const;
type PageAudience = (typeof PAGE_AUDIENCES)[number];

export const PAGE_AUDIENCE_LABELS: Record<PageAudience, string> = {
  public: "Everybody",
  password: "Whoever has the password",
  "sign-in": "People of this console",
};

/** How much a minute in each state takes off the uptime, where a page does not say otherwise. */
export const DEFAULT_WEIGHTS = { degraded: 0, partial: 0.5, major: 1, maintenance: 0 } as const;

/** How many days the bars of a page show. */
export const HISTORY_DAYS = 90;

/** The worse of two states. */
export function worseOf<S extends ComponentState>(one: S, other: S): S {
  return COMPONENT_STATES.indexOf(one) >= COMPONENT_STATES.indexOf(other) ? one : other;
}
