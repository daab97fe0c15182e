import { z } from "zod";
import { BoardRow, ListIncidents } from "#lib/contracts/board.ts";
import { BOARD_STATES } from "#lib/contracts/board-states.ts";
import { Reference } from "#lib/contracts/ids.ts";
import { Phase, RelationKind } from "#lib/contracts/incident.ts";
import * as input from "#lib/contracts/incident-commands.ts";
import { PHASES } from "#lib/contracts/incident-terms.ts";
import { PersonWord, ServiceWord } from "#lib/contracts/names.ts";
import { RoomState } from "#lib/contracts/room.ts";
import { textOf } from "#lib/contracts/text.ts";
import { Changed, ChangedWithId, operation } from "./define.ts";

const one = z.object({ reference: Reference });
const services = z.array(ServiceWord).max(50);

/** An incident as scripts read it: the state of its room, and where its log stands. */
export const Incident = RoomState.extend({ id: z.string(), seq: z.number().int() });

const SimilarIncident = z.object({ reference: z.string(), title: z.string() }).loose();

/** `status`: a phase, or open, ended, all. */
const List = ListIncidents.pick({
  severity: true,
  kind: true,
  q: true,
  cause: true,
  from: true,
  to: true,
  limit: true,
  cursor: true,
  isMine: true,
}).extend({
  status: z.enum([...BOARD_STATES, ...PHASES]).default("open"),
  service: services.default([]),
  commander: PersonWord.optional(),
});

export const incidentOperations = [
  operation("list_incidents", {
    about: "List incidents, newest first: open ones, or by status, severity, service, cause, commander, words and when they were declared.",
    http: "GET /incidents",
    permission: "incident.read",
    risk: "read",
    calls: ["board.list"],
    input: List,
    output: z.object({ items: z.array(BoardRow), nextCursor: z.string().nullable() }),
    run: async ({ api, ...at }, { status, service, commander, ...filter }) => {
      const isState = (BOARD_STATES as readonly string[]).includes(status);
      const { items, nextCursor } = await api.board.list({
        ...filter,
        ...(isState ? { state: status as (typeof BOARD_STATES)[number] } : { state: "all", phase: [Phase.parse(status)] }),
        service: await at.services(service),
        commander: commander ? await at.person(commander) : null,
      });
      return { items, nextCursor };
    },
  }),
  operation("get_incident", {
    title: "Read the incident",
    about: "Read an incident: severity, phase, roles, impact, times, next actions, links.",
    http: "GET /incidents/{reference}",
    permission: "incident.read",
    risk: "read",
    calls: ["room.read"],
    input: one,
    output: Incident,
    words: ["reference"],
    run: async ({ api }, { reference }) => {
      const { id, seq, room } = await api.room.read({ reference });
      return { ...room, id, seq };
    },
  }),
  operation("edit_incident", {
    about: "Change title, summary, impact, affected services, times, or add links, all at once: either everything is stored or nothing.",
    http: "PATCH /incidents/{reference}",
    permission: "incident.write",
    risk: "write",
    calls: ["incidents.patch", "incidents.edit", "incidents.setFigures", "incidents.setTimestamp", "incidents.changeServices"],
    input: input.PatchIncident.extend({ services: services.optional() }),
    output: Changed,
    words: ["reference"],
    example: { reference: "", title: "Checkout fails for some" },
    run: async ({ api, ...at }, { services: named, ...rest }) =>
      api.incidents.patch({ ...rest, ...(named ? { services: await at.services(named) } : {}) }),
  }),
  operation("change_status", {
    title: "Change phase",
    about: "Move an incident to another phase. Leaving triage needs a severity; resolving needs the end of impact or that there was none.",
    http: "POST /incidents/{reference}/status",
    permission: "incident.write",
    risk: "tells",
    calls: ["incidents.changeStatus"],
    input: input.ChangeStatus,
    output: Changed,
    words: ["reference", "to"],
    example: { reference: "", to: "identified" },
    run: ({ api }, given) => api.incidents.changeStatus(given),
  }),
  operation("change_severity", {
    about: "Change the severity, with a reason. It starts the update clock of the new severity.",
    http: "POST /incidents/{reference}/severity",
    permission: "incident.write",
    risk: "tells",
    calls: ["incidents.changeSeverity"],
    input: input.ChangeSeverity,
    output: Changed,
    words: ["reference", "to"],
    example: { reference: "", to: "SEV1", reason: "It spreads" },
    run: ({ api }, given) => api.incidents.changeSeverity(given),
  }),
  operation("merge_incident", {
    about: "Merge an incident into another one that is about the same. It can be undone.",
    http: "POST /incidents/{reference}/merge",
    permission: "incident.command",
    risk: "tells",
    calls: ["incidents.merge"],
    input: input.MergeIncident,
    output: Changed.extend({ into: z.string() }),
    words: ["reference", "into"],
    example: { reference: "", into: "other" },
    run: ({ api }, given) => api.incidents.merge(given),
  }),
  operation("unmerge_incident", {
    title: "Undo the merge",
    about: "Undo a merge: what moved goes back.",
    http: "POST /incidents/{reference}/unmerge",
    permission: "incident.command",
    risk: "write",
    calls: ["incidents.unmerge"],
    input: input.UnmergeIncident,
    output: Changed,
    words: ["reference"],
    run: ({ api }, given) => api.incidents.unmerge(given),
  }),
  operation("set_field", {
    title: "Set a field",
    about: "Set one of the organisation's own fields of an incident; null empties it.",
    http: "PUT /incidents/{reference}/fields/{key}",
    permission: "incident.write",
    risk: "write",
    calls: ["incidents.setField"],
    input: input.SetField,
    output: Changed,
    words: ["reference", "key", "to"],
    example: { reference: "", key: "area", to: "web" },
    run: ({ api }, given) => api.incidents.setField(given),
  }),
  operation("add_link", {
    about: "Add a link: chat channel, bridge, dashboard, ticket or another.",
    http: "POST /incidents/{reference}/links",
    permission: "incident.write",
    risk: "write",
    calls: ["incidents.addLink"],
    input: input.AddLink,
    output: ChangedWithId,
    status: 201,
    words: ["reference", "url"],
    example: { reference: "", url: "https://meet.google.com/abc-defg-hij" },
    run: ({ api }, given) => api.incidents.addLink(given),
  }),
  operation("remove_link", {
    about: "Remove a link.",
    http: "DELETE /incidents/{reference}/links/{id}",
    permission: "incident.write",
    risk: "write",
    calls: ["incidents.removeLink"],
    input: input.RemoveLink,
    output: Changed,
    words: ["reference", "id"],
    example: { reference: "", id: "link" },
    run: ({ api }, given) => api.incidents.removeLink(given),
  }),
  operation("watch_incident", {
    title: "Watch or stop watching",
    about: "Watch an incident, or stop watching it: who watches is told of its changes.",
    http: "POST /incidents/{reference}/watch",
    permission: "incident.watch",
    risk: "write",
    calls: ["incidents.watch"],
    input: input.WatchIncident.extend({ isWatching: z.boolean().default(true) }),
    output: Changed,
    words: ["reference"],
    example: { reference: "", isWatching: true },
    run: ({ api }, given) => api.incidents.watch(given),
  }),
  operation("relate_incident", {
    title: "Relate two incidents",
    about: "Say that two incidents have to do with each other, or no more.",
    http: "POST /incidents/{reference}/relations",
    permission: "incident.write",
    risk: "write",
    calls: ["incidents.relate"],
    input: input.RelateIncident.extend({ kind: RelationKind.default("related") }),
    output: Changed,
    words: ["reference", "to"],
    example: { reference: "", to: "other" },
    run: ({ api }, given) => api.incidents.relate(given),
  }),
  operation("change_access", {
    title: "Change who may see it",
    about: "Make an incident private or open, and say who may see a private one.",
    http: "POST /incidents/{reference}/access",
    permission: "incident.command",
    risk: "tells",
    calls: ["incidents.changeAccess"],
    input: input.ChangeAccess.extend({ add: z.array(PersonWord).max(200).default([]), remove: z.array(PersonWord).max(200).default([]) }),
    output: Changed,
    words: ["reference"],
    example: { reference: "", visibility: "private", add: ["me"] },
    run: async ({ api, person }, { add, remove, ...rest }) =>
      api.incidents.changeAccess({ ...rest, add: await Promise.all(add.map(person)), remove: await Promise.all(remove.map(person)) }),
  }),
  operation("open_impact", {
    title: "Record impact",
    about: "Record a stretch of impact on a service: level, share of its use (0 to 1), regions, from when to when.",
    http: "POST /incidents/{reference}/impact",
    permission: "incident.write",
    risk: "write",
    calls: ["incidents.openInterval"],
    input: input.OpenInterval.extend({ service: ServiceWord.nullish() }),
    output: ChangedWithId,
    status: 201,
    words: ["reference", "level"],
    example: { reference: "", level: "partial", share: 0.2 },
    run: async ({ api, service }, given) => api.incidents.openInterval({ ...given, service: given.service ? await service(given.service) : null }),
  }),
  operation("change_impact", {
    about: "Change, end or remove a stretch of impact.",
    http: "PATCH /incidents/{reference}/impact/{id}",
    permission: "incident.write",
    risk: "write",
    calls: ["incidents.changeInterval"],
    input: input.ChangeInterval,
    output: Changed,
    words: ["reference", "id"],
    example: { reference: "", id: "interval", level: "major" },
    run: ({ api }, given) => api.incidents.changeInterval(given),
  }),
  operation("post_update", {
    about: "Post an update: everybody concerned is told, and the clock of the next one starts again. It may move the phase on the way.",
    http: "POST /incidents/{reference}/updates",
    permission: "incident.write",
    risk: "tells",
    calls: ["incidents.postUpdate"],
    input: one.extend({
      publicText: textOf(20_000, "The update"),
      status: Phase.optional(),
      internalText: textOf(50_000, "The internal text").optional().meta({ description: "Kept as a note beside, for those who work on it" }),
    }),
    output: Changed,
    words: ["reference", "publicText"],
    example: { reference: "", publicText: "We are still on it" },
    run: async ({ part }, { reference, publicText, internalText, status }) => {
      const { seq } = await part("update").incidents.postUpdate({ reference, text: publicText, ...(status ? { phase: status } : {}) });
      return internalText ? { seq: (await part("note").notes.add({ reference, text: internalText })).seq } : { seq };
    },
  }),
  operation("find_similar", {
    title: "Find similar incidents",
    about: "Find open incidents that may be about the same as a title and services.",
    http: "GET /similar-incidents",
    permission: "incident.read",
    risk: "read",
    calls: ["incidents.similar"],
    input: input.FindSimilar.extend({ services: services.default([]) }),
    output: z.object({ items: z.array(SimilarIncident) }),
    words: ["title"],
    example: { title: "Checkout fails" },
    run: async ({ api, ...at }, { title, services: named }) => ({
      items: (await api.incidents.similar({ title, services: await at.services(named) })).map((found) => ({ ...found })),
    }),
  }),
] as const;
