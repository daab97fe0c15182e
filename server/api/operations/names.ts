import { z } from "zod";
import { BUILT_IN_ROLES } from "#lib/contracts/built-in-roles.ts";
import { operation } from "./define.ts";

const Named = z.object({ id: z.string(), name: z.string() });
const MOST = 200;

export const nameOperations = [
  operation("get_names", {
    title: "Look up people, services and roles",
    about: "Read by which names people, services and roles go here, and what time it is.",
    http: "GET /names",
    permission: "incident.read",
    risk: "read",
    calls: ["people.list", "services.list", "settings.read", "board.list"],
    input: z.object({}),
    output: z.object({
      people: z.array(Named.extend({ handle: z.string() })),
      services: z.array(Named.extend({ slug: z.string() })),
      roles: z.array(z.object({ key: z.string(), label: z.string() })),
      now: z.string(),
    }),
    run: async ({ api }) => {
      const [people, services, { settings }, { now }] = await Promise.all([
        api.people.list({ limit: MOST }),
        api.services.list({ limit: MOST }),
        api.settings.read(),
        api.board.list({ limit: 1 }),
      ]);
      return {
        people: people.items.map(({ id, name, handle }) => ({ id, name, handle })),
        services: services.items.map(({ id, name, slug }) => ({ id, name, slug })),
        roles: [...BUILT_IN_ROLES, ...settings.customRoles].map(({ key, label }) => ({ key, label })),
        now,
      };
    },
  }),
] as const;
