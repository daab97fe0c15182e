import { z } from "zod";
import { BUILT_IN_ROLES } from "#lib/contracts/built-in-roles.ts";
import { operation } from "./define.ts";

const Named = z.object({ id: z.string(), name: z.string() });
const MOST = 200;

export const nameOperations = [
  operation("get_names", {
    title: "Look up people, services and roles",
    about: "Read by which names people, services, roles, positions and levels of escalation go here, and what time it is.",
    http: "GET /names",
    permission: "incident.read",
    risk: "read",
    calls: ["people.list", "services.list", "settings.read", "escalation.ranks", "board.list"],
    input: z.object({}),
    output: z.object({
      people: z.array(Named.extend({ handle: z.string() })),
      services: z.array(Named.extend({ slug: z.string() })),
      roles: z.array(z.object({ key: z.string(), label: z.string() })),
      positions: z.array(z.object({ key: z.string(), name: z.string() })),
      levels: z.array(z.string()).meta({ description: "Titles of the levels of escalation policies" }),
      now: z.string(),
    }),
    run: async ({ api }) => {
      const [people, services, { settings }, ranks, { now }] = await Promise.all([
        api.people.list({ limit: MOST }),
        api.services.list({ limit: MOST }),
        api.settings.read(),
        api.escalation.ranks(),
        api.board.list({ limit: 1 }),
      ]);
      return {
        people: people.items.map(({ id, name, handle }) => ({ id, name, handle })),
        services: services.items.map(({ id, name, slug }) => ({ id, name, slug })),
        roles: [...BUILT_IN_ROLES, ...settings.customRoles].map(({ key, label }) => ({ key, label })),
        ...ranks,
        now,
      };
    },
  }),
] as const;
