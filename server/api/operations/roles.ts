import { z } from "zod";
import { Reference, Uuid } from "#lib/contracts/ids.ts";
import * as input from "#lib/contracts/incident-commands.ts";
import { PersonWord, ServiceWord } from "#lib/contracts/names.ts";
import { HandoverBrief } from "#lib/contracts/role.ts";
import { RoleSuggestion } from "#lib/contracts/role-suggestion.ts";
import { Changed, ChangedWithId, type Doorway, operation } from "./define.ts";

const Assignment = z.object({ reference: Reference, id: Uuid });
/** The hand-over that stands, unless another is named. */
const Offer = z.object({ reference: Reference, id: Uuid.optional() });

export const roleOperations = [
  operation("assign_role", {
    about: "Give somebody a role on an incident, such as commander, deputy, communications or scribe. They are asked first.",
    http: "POST /incidents/{reference}/roles",
    permission: "incident.write",
    risk: "tells",
    calls: ["roles.assign"],
    input: input.AssignRole.extend({ user: PersonWord }),
    output: ChangedWithId,
    status: 201,
    words: ["reference", "role", "user"],
    example: { reference: "", role: "scribe", user: "me" },
    run: async ({ api, person }, given) => api.roles.assign({ ...given, user: await person(given.user) }),
  }),
  operation("suggest_roles", {
    title: "Suggest who takes which role",
    about: "Read who could be asked for communications, scribe and subject expert when these services fail, each with the reason. Nobody is told.",
    http: "GET /roles/suggestions",
    permission: "people.read",
    risk: "read",
    calls: ["roles.suggest"],
    input: z.object({ services: z.array(ServiceWord).max(50).default([]) }),
    output: z.object({ items: z.array(RoleSuggestion) }),
    words: ["services"],
    example: { services: ["checkout"] },
    run: async ({ api, services }, given) => ({ items: await api.roles.suggest({ services: await services(given.services) }) }),
  }),
  operation("change_role", {
    title: "Change the state of a role",
    about: "Say that somebody with a role is active or standing by.",
    http: "PATCH /incidents/{reference}/roles/{id}",
    permission: "incident.write",
    risk: "tells",
    calls: ["roles.change"],
    input: input.ChangeAssignment,
    output: Changed,
    words: ["reference", "id", "state"],
    example: { reference: "", id: "assignment", state: "active" },
    run: ({ api }, given) => api.roles.change(given),
  }),
  operation("release_role", {
    title: "Release from a role",
    about: "Release somebody from a role.",
    http: "DELETE /incidents/{reference}/roles/{id}",
    permission: "incident.write",
    risk: "tells",
    calls: ["roles.change"],
    input: Assignment,
    output: Changed,
    words: ["reference", "id"],
    example: { reference: "", id: "assignment" },
    run: ({ api }, given) => api.roles.change({ ...given, state: "released" }),
  }),
  operation("take_command", {
    about: "Take command yourself, with the reason: for when the commander cannot be reached.",
    http: "POST /incidents/{reference}/take-command",
    permission: "incident.write",
    risk: "tells",
    calls: ["roles.takeCommand"],
    input: input.TakeCommand,
    output: Changed,
    words: ["reference", "reason"],
    example: { reference: "", reason: "The commander is in a tunnel" },
    run: ({ api }, given) => api.roles.takeCommand(given),
  }),
  operation("offer_handover", {
    title: "Offer command",
    about: "Offer command to somebody with a written brief. They have to accept it; until then the commander stands.",
    http: "POST /incidents/{reference}/handover",
    permission: "incident.write",
    risk: "tells",
    calls: ["roles.offerHandover", "room.draftBrief"],
    input: input.OfferHandover.omit({ brief: true }).extend({
      to: PersonWord,
      brief: HandoverBrief.optional().meta({ description: "Without it, one is drafted from the timeline" }),
    }),
    output: ChangedWithId,
    status: 201,
    words: ["reference", "to"],
    example: { reference: "", to: "deputy" },
    run: async ({ api, person }, { reference, to, brief }) =>
      api.roles.offerHandover({ reference, to: await person(to), brief: brief ?? (await api.room.draftBrief({ reference })) }),
  }),
  operation("accept_handover", {
    title: "Accept command",
    about: "Accept command that was offered, saying in your own words what you understood.",
    http: "POST /incidents/{reference}/handover/accept",
    permission: "incident.write",
    risk: "tells",
    calls: ["roles.acceptHandover"],
    input: input.AcceptHandover.extend({ id: Uuid.optional() }),
    output: Changed,
    words: ["reference", "readBack"],
    example: { reference: "", readBack: "Half fixed, understood" },
    run: async (at, given) => at.api.roles.acceptHandover({ ...given, id: await offerOf(at, given) }),
  }),
  operation("decline_handover", {
    title: "Decline command",
    about: "Decline command that was offered to you.",
    http: "POST /incidents/{reference}/handover/decline",
    permission: "incident.write",
    risk: "tells",
    calls: ["roles.declineHandover"],
    input: Offer,
    output: Changed,
    words: ["reference"],
    run: async (at, given) => at.api.roles.declineHandover({ ...given, id: await offerOf(at, given) }),
  }),
  operation("withdraw_handover", {
    title: "Take back the offer of command",
    about: "Take back an offer of command.",
    http: "POST /incidents/{reference}/handover/withdraw",
    permission: "incident.write",
    risk: "tells",
    calls: ["roles.withdrawHandover"],
    input: Offer,
    output: Changed,
    words: ["reference"],
    run: async (at, given) => at.api.roles.withdrawHandover({ ...given, id: await offerOf(at, given) }),
  }),
  operation("draft_brief", {
    title: "Draft the hand-over brief",
    about: "Draft the brief for the next commander from the timeline.",
    http: "GET /incidents/{reference}/brief",
    permission: "incident.write",
    risk: "read",
    calls: ["room.draftBrief"],
    input: z.object({ reference: Reference }),
    output: HandoverBrief,
    words: ["reference"],
    run: ({ api }, given) => api.room.draftBrief(given),
  }),
] as const;

/** The offer meant: the one named, else the one that stands. One that nobody made is refused by the command itself. */
async function offerOf({ api }: Doorway, { reference, id }: z.output<typeof Offer>): Promise<string> {
  if (id) return id;
  const { room } = await api.room.read({ reference });
  return room.handover?.id ?? "00000000-0000-7000-8000-000000000000";
}
