import type { Severity } from "#lib/contracts/incident.ts";

export type Named = { id: string; name: string };

export type Position = { key: string; name: string };

/**
 * What exists here, by which words are understood. `incident`: the room that one is in; `incidents`: the references of those that are
 * open; `me`: who asks; `now` RFC 3339, times are UTC.
 */
export type Vocabulary = {
  people: (Named & { handle: string })[];
  services: (Named & { slug: string })[];
  roles: { key: string; label: string }[];
  /** Positions of the organisation such as VP Engineering, and the titles of levels that policies page. */
  positions?: readonly Position[];
  levels?: readonly string[];
  incident: string | null;
  incidents?: readonly string[];
  me: Named;
  now: string;
};

/** What was found in a prompt, and where: the words from `from` to before `to`. */
export type Found<T> = { value: T; from: number; to: number };

export type Slots = {
  reference?: string;
  other?: string;
  severity?: Severity;
  phase?: string;
  role?: string;
  person?: Named;
  /** Several that are meant alike; `person` is the first. */
  people?: Named[];
  position?: Position;
  /** A level of a policy, by its number from 1 or its title. */
  level?: number | string;
  services?: Named[];
  text?: string;
  at?: string;
  time?: string;
  url?: string;
  percent?: number;
  customers?: number;
  revenuePerHour?: number;
  regions?: string[];
  dataLoss?: boolean;
  state?: string;
  isDrill?: boolean;
  isMine?: boolean;
  /** Words that are meant for the public. */
  isPublic?: boolean;
  /** Who is to be briefed. */
  audience?: string;
};
