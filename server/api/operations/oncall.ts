import { z } from "zod";
import { Uuid } from "#lib/contracts/ids.ts";
import { PersonWord } from "#lib/contracts/names.ts";
import * as oncall from "#lib/contracts/oncall.ts";
import * as view from "#lib/contracts/oncall-views.ts";
import { Instant } from "#lib/contracts/text.ts";
import { newId } from "#server/platform/id.ts";
import { type Doorway, operation } from "./define.ts";

const Nothing = z.object({});
const ByWord = z.object({ schedule: oncall.ScheduleWord });
const Layer = oncall.ScheduleLayer.extend({
  id: Uuid.optional().meta({ description: "Left out for a new layer" }),
  people: z.array(PersonWord).min(1).max(50),
  restrictions: oncall.ScheduleLayer.shape.restrictions.default([]),
});
const Layers = z.array(Layer).max(20);

const overrideFields = oncall.OverrideFields.extend({ schedule: oncall.ScheduleWord, person: PersonWord });
const swapFields = oncall.RequestSwap.extend({ schedule: oncall.ScheduleWord, to: PersonWord });

/** Layers with ids instead of words. */
function layersOf({ person }: Doorway, layers: z.output<typeof Layers>): Promise<oncall.ScheduleLayer[]> {
  return Promise.all(layers.map(async (layer) => ({ ...layer, id: layer.id ?? newId(), people: await Promise.all(layer.people.map(person)) })));
}

/** `{}` for commands that answer nothing. */
async function done(work: Promise<unknown>): Promise<Record<string, never>> {
  await work;
  return {};
}

const EXAMPLE_LAYER = {
  name: "Primary",
  people: ["me"],
  rotation: { every: 1, unit: "week" as const },
  startsOn: "2026-11-23",
  handOffAt: "09:00",
  zone: "Europe/Vienna",
};

const reading = [
  operation("who_is_on_call", {
    about: "Say who is on call now, or at another time, until when, how they are reached, and who follows; for all schedules, or one.",
    http: "GET /oncall",
    permission: "oncall.read",
    risk: "read",
    calls: ["oncall.who"],
    input: z.object({ at: Instant.optional(), schedule: oncall.ScheduleWord.optional() }),
    output: view.OnCallBoard,
    words: ["schedule"],
    run: async ({ api, schedule }, given) => api.oncall.who({ at: given.at, schedule: given.schedule ? await schedule(given.schedule) : undefined }),
  }),
  operation("list_schedules", {
    title: "List on-call schedules",
    about: "List on-call schedules by name.",
    http: "GET /schedules",
    permission: "oncall.read",
    risk: "read",
    calls: ["oncall.list"],
    input: oncall.ListSchedules,
    output: z.object({ items: z.array(view.ScheduleSummary) }),
    run: async ({ api }, given) => ({ items: await api.oncall.list(given) }),
  }),
  operation("get_schedule", {
    title: "Look up an on-call schedule",
    about: "Read one on-call schedule: its layers of rotations, overrides and people.",
    http: "GET /schedules/{slug}",
    permission: "oncall.read",
    risk: "read",
    calls: ["oncall.read"],
    input: oncall.ReadSchedule,
    output: view.ScheduleDetails,
    words: ["slug"],
    example: { slug: "primary" },
    run: ({ api }, given) => api.oncall.read(given),
  }),
  operation("list_shifts", {
    about: "List the shifts of a schedule between two times, the hours at which nobody is on call, and what each person carries.",
    http: "GET /schedules/{schedule}/shifts",
    permission: "oncall.read",
    risk: "read",
    calls: ["oncall.shifts"],
    input: ByWord.extend({ from: Instant, to: Instant }),
    output: view.ShiftsView,
    words: ["schedule"],
    example: { schedule: "primary", from: "2026-11-23T00:00:00Z", to: "2026-12-07T00:00:00Z" },
    run: async ({ api, schedule }, given) => api.oncall.shifts({ ...given, schedule: await schedule(given.schedule) }),
  }),
  operation("list_gaps", {
    title: "List hours without anybody on call",
    about: "List the hours of the next days at which nobody is on call, over all schedules.",
    http: "GET /oncall/gaps",
    permission: "oncall.read",
    risk: "read",
    calls: ["oncall.gaps"],
    input: oncall.ListGaps,
    output: z.object({ at: z.string(), items: z.array(view.ScheduleGap) }),
    run: ({ api }, given) => api.oncall.gaps(given),
  }),
  operation("get_my_on_call", {
    title: "Look up one's own shifts",
    about: "Read the asker's own shifts of the next days, and swaps that wait.",
    http: "GET /oncall/mine",
    permission: "oncall.read",
    risk: "read",
    calls: ["oncall.mine"],
    input: oncall.ReadMine,
    output: view.OwnOnCall,
    run: ({ api }, given) => api.oncall.mine(given),
  }),
] as const;

const scheduling = [
  operation("create_schedule", {
    title: "Create on-call schedule",
    about: "Create an on-call schedule of layers; later layers win over earlier ones. For administrators, and leads for their team.",
    http: "POST /schedules",
    permission: "oncall.manage",
    risk: "write",
    calls: ["oncall.create"],
    input: oncall.CreateSchedule.extend({ layers: Layers.default([]) }),
    output: z.object({ id: z.string(), slug: z.string() }),
    status: 201,
    words: ["name", "zone"],
    example: { name: "Payments", zone: "Europe/Vienna", layers: [EXAMPLE_LAYER] },
    run: async (at, given) => at.api.oncall.create({ ...given, layers: await layersOf(at, given.layers) }),
  }),
  operation("change_schedule", {
    title: "Change on-call schedule",
    about: "Change an on-call schedule; `version` is the one that was read. `layers` replaces all layers.",
    http: "PATCH /schedules/{schedule}",
    permission: "oncall.manage",
    risk: "write",
    calls: ["oncall.change"],
    input: oncall.ChangeSchedule.shape.change.extend({ ...ByWord.shape, version: oncall.ChangeSchedule.shape.version, layers: Layers.optional() }),
    output: z.object({ version: z.number().int() }),
    words: ["schedule"],
    example: { schedule: "primary", version: 1, description: "Answers for payments" },
    run: async (at, { schedule, version, layers, ...rest }) => {
      const change = { ...rest, ...(layers ? { layers: await layersOf(at, layers) } : {}) };
      return at.api.oncall.change({ id: await at.schedule(schedule), version, change });
    },
  }),
  operation("archive_schedule", {
    title: "Archive on-call schedule",
    about: "End an on-call schedule, or bring it back by its id.",
    http: "POST /schedules/{schedule}/archive",
    permission: "oncall.manage",
    risk: "write",
    calls: ["oncall.archive"],
    input: ByWord.extend({ isArchived: oncall.ArchiveSchedule.shape.isArchived }),
    output: Nothing,
    words: ["schedule"],
    example: { schedule: "primary" },
    run: async ({ api, schedule }, { schedule: word, isArchived }) => done(api.oncall.archive({ id: await schedule(word), isArchived })),
  }),
] as const;

const exchanging = [
  operation("create_override", {
    title: "Put somebody on call",
    about: "Put somebody on call for some hours in the place of whoever the schedule says. Others than oneself only for administrators and leads.",
    http: "POST /schedules/{schedule}/overrides",
    permission: "oncall.manage",
    risk: "tells",
    calls: ["oncall.addOverride"],
    input: overrideFields,
    output: z.object({ id: z.string(), from: z.string() }),
    status: 201,
    words: ["schedule", "person"],
    example: { schedule: "primary", person: "me", from: "2099-11-23T09:00:00Z", to: "2099-11-23T17:00:00Z" },
    run: async ({ api, schedule, person }, given) =>
      api.oncall.addOverride({ ...given, schedule: await schedule(given.schedule), person: await person(given.person) }),
  }),
  operation("remove_override", {
    title: "Take back an override",
    about: "Take back an override of an on-call schedule; one that has begun ends now.",
    http: "DELETE /overrides/{id}",
    permission: "oncall.manage",
    risk: "write",
    calls: ["oncall.removeOverride"],
    input: oncall.RemoveOverride,
    output: Nothing,
    words: ["id"],
    example: { id: "override" },
    run: ({ api }, given) => done(api.oncall.removeOverride(given)),
  }),
  operation("request_swap", {
    title: "Ask for a swap of shifts",
    about: "Ask somebody to take one's own shift, perhaps for one of theirs. They are told, and decide.",
    http: "POST /schedules/{schedule}/swaps",
    permission: "oncall.manage",
    risk: "tells",
    calls: ["oncall.requestSwap"],
    input: swapFields,
    output: z.object({ id: z.string() }),
    status: 201,
    words: ["schedule", "to"],
    example: { schedule: "primary", to: "deputy", give: { from: "2099-11-23T09:00:00Z", to: "2099-11-24T09:00:00Z" } },
    run: async ({ api, schedule, person }, given) =>
      api.oncall.requestSwap({ ...given, schedule: await schedule(given.schedule), to: await person(given.to) }),
  }),
  operation("answer_swap", {
    title: "Answer a request for a swap",
    about: "Accept or decline a request to take somebody's shift. Accepted, it becomes overrides at once.",
    http: "POST /swaps/{id}/answer",
    permission: "oncall.manage",
    risk: "tells",
    calls: ["oncall.answerSwap"],
    input: oncall.AnswerSwap,
    output: z.object({ overrides: z.array(z.string()) }),
    words: ["id", "isAccepted"],
    example: { id: "swap", isAccepted: true },
    run: ({ api }, given) => api.oncall.answerSwap(given),
  }),
  operation("cancel_swap", {
    title: "Withdraw a request for a swap",
    about: "Withdraw one's own request for a swap before it is answered.",
    http: "DELETE /swaps/{id}",
    permission: "oncall.manage",
    risk: "write",
    calls: ["oncall.cancelSwap"],
    input: oncall.CancelSwap,
    output: Nothing,
    words: ["id"],
    example: { id: "swap" },
    run: ({ api }, given) => done(api.oncall.cancelSwap(given)),
  }),
] as const;

export const oncallOperations = [...reading, ...scheduling, ...exchanging] as const;
