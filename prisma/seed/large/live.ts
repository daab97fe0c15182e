import type { ImpactInterval, Phase, Severity } from "#lib/contracts/incident.ts";
import { nextUpdateDueAt, type OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Fact } from "#lib/contracts/timeline.ts";
import { decideStatus } from "#server/incidents/index.ts";
import { newId } from "#server/platform/id.ts";
import type { Sql } from "#server/platform/sql.ts";
import { type Clocks, type LockedIncident, record } from "#server/timeline/index.ts";
import type { Worker } from "./organisation.ts";
import type { Random } from "./random.ts";
import type { Sentences, Setting } from "./sentences.ts";

/** An incident while its story is told: what is recorded of it, who works on it, and what its sentences are about. */
export type Live = {
  incident: LockedIncident;
  sql: Sql;
  settings: OrganisationSettings;
  setting: Setting;
  commander: Worker;
  helpers: Worker[];
  random: Random;
  sentences: Sentences;
  /** Entries that can be marked or referred to. */
  notes: number[];
};

export type Deed = (live: Live) => Promise<unknown> | unknown;

export function roomOf({ incident }: Live): RoomState {
  if (!incident.room) throw new Error("The incident is not declared yet.");
  return incident.room;
}

export const add = (live: Live, worker: Worker, fact: Fact, clocks?: Clocks) => record(live.sql, worker.ctx, live.incident, fact, clocks);

/** Who writes next: mostly those called for help. */
export const someone = ({ random, helpers, commander }: Live): Worker =>
  helpers.length > 0 && random.chance(0.7) ? random.pick(helpers) : commander;

const dueOf = (live: Live, change: { severity?: Severity } = {}): string | null => {
  const { severity, kind } = { ...roomOf(live), ...change };
  return nextUpdateDueAt(live.settings, severity, kind !== "retrospective", live.incident.now);
};

export async function note(live: Live): Promise<void> {
  const { random, sentences, setting } = live;
  const mentioned = random.chance(0.08) ? random.pick([live.commander, ...live.helpers]) : null;
  const text = `${mentioned ? `@${mentioned.ctx.person?.handle} ` : ""}${sentences.note(setting)}`;
  const happened = random.chance(0.05) ? new Date(Date.parse(live.incident.now) - random.whole(2, 20) * 60_000).toISOString() : null;
  const fact: Fact = { kind: "note", text, mentions: mentioned ? [mentioned.ref] : [], attachments: [] };
  const { seq } = await add(live, someone(live), fact, { occurredAt: happened });
  live.notes.push(seq);
}

export async function mark(live: Live): Promise<void> {
  const entry = live.notes.pop();
  if (entry === undefined) return;
  const change = live.random.pick<object>([{ isStarred: true }, { isPinned: true }, { tags: ["investigation"] }, { tags: ["mitigation"] }]);
  await add(live, someone(live), { kind: "marked", entry, ...change });
}

export async function amend(live: Live): Promise<void> {
  const entry = live.notes.pop();
  if (entry !== undefined) await add(live, live.commander, { kind: "amended", entry, text: live.sentences.note(live.setting), mentions: [] });
}

export const update = (live: Live) =>
  add(live, live.commander, { kind: "update", text: live.sentences.update(live.setting), nextUpdateDueAt: dueOf(live) });

export async function changeSeverity(live: Live): Promise<void> {
  const { severity: from } = roomOf(live);
  const to: Severity = from === "SEV2" ? live.random.pick(["SEV1", "SEV3"]) : "SEV2";
  const nextUpdateDueAt = dueOf(live, { severity: to });
  await add(live, live.commander, { kind: "severity", from, to, reason: live.sentences.reason(live.setting), rule: null, nextUpdateDueAt });
}

export async function assign(live: Live): Promise<void> {
  const taken = roomOf(live).assignments.map(({ person }) => person.id);
  const worker = live.helpers.find(({ ref }) => !taken.includes(ref.id));
  if (!worker) return;
  const { now: since } = live.incident;
  const assignment = {
    id: newId(),
    role: "subject-expert",
    person: worker.ref,
    state: "active" as const,
    since,
    assignedBy: live.commander.ref.name,
  };
  await add(live, live.commander, { kind: "role", assignment, replaces: null, reason: null });
}

export async function handOver(live: Live): Promise<void> {
  const to = live.helpers[0];
  if (!to) return;
  const { commander, sentences, setting } = live;
  const offer = { kind: "handover" as const, id: newId(), from: commander.ref, to: to.ref };
  const brief = {
    situation: sentences.summary(setting),
    investigations: "",
    tried: sentences.note(setting),
    next: sentences.task(setting),
    blockers: "",
  };
  await add(live, commander, { ...offer, state: "offered", brief, readBack: null, assignment: null });
  const { now: since } = live.incident;
  const assignment = { id: newId(), role: "commander", person: to.ref, state: "active" as const, since, assignedBy: commander.ref.name };
  await add(live, to, { ...offer, state: "accepted", brief: null, readBack: sentences.summary(setting), assignment });
  live.helpers = [commander, ...live.helpers.slice(1)];
  live.commander = to;
}

export async function addTask(live: Live): Promise<void> {
  const { incident, random } = live;
  const position = Math.max(0, ...roomOf(live).tasks.map((task) => task.position)) + 1;
  const assignee = random.chance(0.7) ? someone(live).ref : null;
  const base = { id: newId(), title: live.sentences.task(live.setting), assignee, position, createdAt: incident.now, doneAt: null };
  await add(live, live.commander, { kind: "task", action: "added", task: { ...base, state: "open" }, before: null });
}

export async function finishTask(live: Live): Promise<void> {
  const before = roomOf(live).tasks.find(({ state }) => state === "open");
  if (!before) return;
  const task = { ...before, state: "done" as const, doneAt: live.incident.now };
  await add(live, someone(live), { kind: "task", action: "changed", task, before });
}

export async function addLink(live: Live): Promise<void> {
  const [kind, label] = live.random.pick([
    ["chat", "Channel"],
    ["dashboard", "Dashboard"],
    ["ticket", "Ticket"],
  ] as const);
  const link = { id: newId(), kind, label, url: `https://${kind}.large.example/${live.random.hex(8)}` };
  await add(live, someone(live), { kind: "link", action: "added", link });
}

export async function beginImpact(live: Live): Promise<void> {
  const { random } = live;
  const { severity, services, timestamps } = roomOf(live);
  const level = severity === "SEV1" ? "major" : severity === "SEV2" ? "partial" : "degraded";
  const startedAt = timestamps.startedAt?.at ?? live.incident.now;
  const share = random.chance(0.6) ? random.whole(1, 100) / 100 : null;
  const interval: ImpactInterval = { id: newId(), service: services[0] ?? null, level, share, regions: [], startedAt, endedAt: null };
  await add(live, live.commander, { kind: "interval", action: "opened", interval, reason: null }, { occurredAt: startedAt });
  if (!random.chance(0.4)) return;
  const figures = { ...roomOf(live).figures, customers: Math.ceil(random.minutes(300, 1.5)), usersPercent: random.whole(1, 60) };
  await add(live, live.commander, { kind: "impact", figures });
}

/** To another phase, as the product's rule decides it; what the rule asks for is said first, as its command does. */
export const moveTo =
  (to: Phase): Deed =>
  async (live) => {
    const isEnding = ["resolved", "declined", "cancelled"].includes(to);
    if (to === "resolved" && !roomOf(live).summary) {
      await add(live, live.commander, { kind: "edited", field: "summary", from: "", to: live.sentences.summary(live.setting) });
    }
    if (isEnding) await endImpact(live, to === "resolved");
    const moment = { now: live.incident.now, by: live.commander.ref.name, settings: live.settings };
    const reason = to === "declined" || to === "cancelled" ? live.sentences.reason(live.setting) : undefined;
    await add(live, live.commander, decideStatus(roomOf(live), { to, reason }, moment));
  };

async function endImpact(live: Live, mustBeSaid: boolean): Promise<void> {
  const open = roomOf(live).intervals.filter(({ endedAt }) => endedAt === null);
  for (const stretch of open) {
    const interval = { ...stretch, endedAt: live.incident.now };
    await add(live, live.commander, { kind: "interval", action: "ended", interval, reason: null }, { occurredAt: interval.endedAt });
  }
  const { intervals, figures } = roomOf(live);
  if (mustBeSaid && intervals.length === 0 && !figures.none) await add(live, live.commander, { kind: "impact", figures: { ...figures, none: true } });
}
