import type { Phase } from "#lib/contracts/incident.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { PageSettings } from "#lib/contracts/status/page.ts";
import type { PromiseRecord } from "#lib/contracts/status/promises.ts";
import type { ComponentState, UpdateStatus } from "#lib/contracts/status/publication.ts";
import type { DayHistory } from "#lib/contracts/status/uptime.ts";

/** One update as the public reads it. Times RFC 3339. */
export type ShownUpdate = {
  id: string;
  status: UpdateStatus;
  text: string;
  workaround: string;
  at: string;
  corrections: { at: string; reason: string; before: string }[];
  retracted: { at: string; reason: string } | null;
};

/** One incident as the public reads it: `id` is its own on the page, never the console's reference. Updates newest first. */
export type ShownIncident = {
  id: string;
  title: string;
  startedAt: string;
  resolvedAt: string | null;
  status: UpdateStatus;
  worst: ComponentState;
  components: string[];
  updates: ShownUpdate[];
  promise: PromiseRecord;
};

export type ShownComponent = {
  id: string;
  name: string;
  description: string;
  state: ComponentState;
  /** 0 to 1; null where nothing is known yet. */
  uptime: number | null;
  days: DayHistory[];
};

export type ShownMaintenance = {
  id: string;
  title: string;
  text: string;
  startsAt: string;
  endsAt: string;
  state: "scheduled" | "running" | "ended" | "cancelled";
  components: string[];
  reason: string;
};

/** Everything that anybody may read on a page, and nothing else. */
export type ShownPage = {
  slug: string;
  settings: Pick<
    PageSettings,
    | "name"
    | "description"
    | "language"
    | "zone"
    | "accent"
    | "homeUrl"
    | "footer"
    | "showsUptime"
    | "canSubscribe"
    | "weights"
    | "audience"
    | "isPractice"
  >;
  hasLogo: boolean;
  /** Whether mail can be sent at all, so that the form for it is shown. */
  canMail: boolean;
  now: string;
  /** Where the page is read, without a slash at the end. */
  url: string;
  state: ComponentState;
  groups: { name: string; components: ShownComponent[] }[];
  open: ShownIncident[];
  past: ShownIncident[];
  maintenance: ShownMaintenance[];
  promises: { due: number; kept: number };
};

/** What stakeholders read besides, of one incident. Where a word is null the page's language has one. */
export type StakeholderIncident = {
  incident: string;
  severity: string | null;
  phase: PhaseWord;
  commander: string | null;
  impact: Pick<RoomState["figures"], "usersPercent" | "customers" | "regions" | "dataLoss"> & { services: string[] };
  eta: string | null;
  text: string;
  highlights: ({ at: string } & (PhaseWord | { severity: string }))[];
  questions: { id: string; text: string; people: number; answer: { text: string; at: string } | null }[];
};

/** A phase, with the organisation's own word for it. */
export type PhaseWord = { phase: Phase; own: string | null };

/** What one customer or team reads of itself. `minutes` by state; `budget` null where no objective is known. */
export type CustomerComponent = ShownComponent & {
  minutes: Partial<Record<ComponentState, number>>;
  budget: { objective: number; days: number; usedMinutes: number; allowedMinutes: number } | null;
};
