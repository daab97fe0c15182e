import { z } from "zod";
import { Uuid } from "#lib/contracts/ids.ts";
import { PersonWord, ServiceWord } from "#lib/contracts/names.ts";
import { ListPeople, PersonDetails, PersonSummary } from "#lib/contracts/people.ts";
import * as service from "#lib/contracts/service.ts";
import * as team from "#lib/contracts/team.ts";
import { operation } from "./define.ts";

const Nothing = z.object({});
const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
const NewService = z.object({ id: z.string(), slug: z.string() }).loose();

const { shape: serviceFields } = service.ChangeService.shape.change;
const ServiceChange = z.object({
  ...serviceFields,
  id: ServiceWord,
  version: service.ChangeService.shape.version,
  dependsOn: z.array(ServiceWord).max(200).optional(),
});

/** `{}` for commands that answer nothing. */
async function done(work: Promise<unknown>): Promise<Record<string, never>> {
  await work;
  return {};
}

export const catalogueOperations = [
  operation("list_services", {
    about: "List the service catalogue, by words, team or tier if wanted.",
    http: "GET /services",
    permission: "service.read",
    risk: "read",
    calls: ["services.list"],
    input: service.ListServices,
    output: pageOf(service.ServiceSummary),
    run: ({ api }, given) => api.services.list(given),
  }),
  operation("get_service", {
    title: "Look up a service",
    about: "Read one service: team, tier, objectives, what it depends on, who depends on it, its latest incidents.",
    http: "GET /services/{slug}",
    permission: "service.read",
    risk: "read",
    calls: ["services.read"],
    input: service.ReadService,
    output: service.ServiceDetails,
    words: ["slug"],
    example: { slug: "checkout" },
    run: ({ api }, given) => api.services.read(given),
  }),
  operation("get_service_graph", {
    title: "Read which service depends on which",
    about: "Read which service depends on which.",
    http: "GET /service-graph",
    permission: "service.read",
    risk: "read",
    calls: ["services.graph"],
    input: Nothing,
    output: z
      .object({ services: z.array(z.looseObject({ slug: z.string() })), edges: z.array(z.object({ caller: z.string(), callee: z.string() })) })
      .loose(),
    run: ({ api }) => api.services.graph(),
  }),
  operation("create_service", {
    about: "Add a service to the catalogue.",
    http: "POST /services",
    permission: "service.manage",
    risk: "write",
    calls: ["services.create"],
    input: service.CreateService.extend({ dependsOn: z.array(ServiceWord).max(200).default([]) }),
    output: NewService,
    status: 201,
    words: ["name"],
    example: { name: "Gift cards" },
    run: async ({ api, services }, given) => api.services.create({ ...given, dependsOn: await services(given.dependsOn) }),
  }),
  operation("change_service", {
    about: "Change a service; `version` is the one that was read.",
    http: "PATCH /services/{id}",
    permission: "service.manage",
    risk: "write",
    calls: ["services.change"],
    input: ServiceChange,
    output: z.looseObject({}),
    words: ["id"],
    example: { id: "checkout", version: 1, description: "Where carts become orders" },
    run: async ({ api, ...at }, { id, version, dependsOn, ...rest }) => {
      const change = { ...rest, ...(dependsOn ? { dependsOn: await at.services(dependsOn) } : {}) };
      return { ...(await api.services.change({ id: await at.service(id), version, change })) };
    },
  }),
  operation("archive_service", {
    about: "Take a service out of the catalogue, or bring it back by its id; its history stays.",
    http: "POST /services/{id}/archive",
    permission: "service.manage",
    risk: "write",
    calls: ["services.archive"],
    input: service.ArchiveService.extend({ id: ServiceWord }),
    output: Nothing,
    words: ["id"],
    example: { id: "checkout" },
    run: async ({ api, service: find }, given) =>
      done(api.services.archive({ ...given, id: Uuid.safeParse(given.id).success ? given.id : await find(given.id) })),
  }),
  operation("list_teams", {
    about: "List teams with their members and services.",
    http: "GET /teams",
    permission: "people.read",
    risk: "read",
    calls: ["teams.list"],
    input: team.ListTeams,
    output: z.object({ items: z.array(team.TeamSummary) }),
    run: async ({ api }, given) => ({ items: await api.teams.list(given) }),
  }),
  operation("create_team", {
    about: "Make a team.",
    http: "POST /teams",
    permission: "service.manage",
    risk: "write",
    calls: ["teams.create"],
    input: team.CreateTeam,
    output: z.object({ id: z.string() }).loose(),
    status: 201,
    words: ["name"],
    example: { name: "Payments" },
    run: ({ api }, given) => api.teams.create(given),
  }),
  operation("rename_team", {
    about: "Rename a team.",
    http: "PATCH /teams/{id}",
    permission: "service.manage",
    risk: "write",
    calls: ["teams.rename"],
    input: team.RenameTeam,
    output: Nothing,
    words: ["id", "name"],
    example: { id: "team", name: "Money" },
    run: ({ api }, given) => done(api.teams.rename(given)),
  }),
  operation("archive_team", {
    about: "Put a team away, or bring it back.",
    http: "POST /teams/{id}/archive",
    permission: "service.manage",
    risk: "write",
    calls: ["teams.archive"],
    input: team.ArchiveTeam,
    output: Nothing,
    words: ["id"],
    example: { id: "team" },
    run: ({ api }, given) => done(api.teams.archive(given)),
  }),
  operation("set_team_member", {
    title: "Change who is in a team",
    about: "Take somebody into a team, make them its lead, or take them out.",
    http: "PUT /teams/{id}/members/{person}",
    permission: "service.manage",
    risk: "write",
    calls: ["teams.setMember"],
    input: team.SetTeamMember.extend({ person: PersonWord }),
    output: Nothing,
    words: ["id", "person"],
    example: { id: "team", person: "me" },
    run: async ({ api, person }, given) => done(api.teams.setMember({ ...given, person: await person(given.person) })),
  }),
  operation("list_people", {
    about: "List people, by name, handle or e-mail address if wanted.",
    http: "GET /people",
    permission: "people.read",
    risk: "read",
    calls: ["people.list"],
    input: ListPeople,
    output: pageOf(PersonSummary),
    run: ({ api }, given) => api.people.list(given),
  }),
  operation("get_person", {
    title: "Look up a person",
    about: "Read one person: role, teams, how to reach them.",
    http: "GET /people/{id}",
    permission: "people.read",
    risk: "read",
    calls: ["people.read"],
    input: z.object({ id: PersonWord }),
    output: PersonDetails,
    words: ["id"],
    example: { id: "me" },
    run: async ({ api, person }, { id }) => api.people.read({ id: await person(id) }),
  }),
] as const;
