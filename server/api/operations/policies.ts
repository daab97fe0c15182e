import { z } from "zod";
import * as input from "#lib/contracts/escalation/commands.ts";
import * as book from "#lib/contracts/escalation/policies.ts";
import { PersonWord, ServiceWord } from "#lib/contracts/names.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { type Doorway, operation } from "./define.ts";

const Nothing = z.object({});
const GetPolicy = z.object({ policy: z.string().min(1).max(80).meta({ description: "A policy's id or name" }) });
const SetPosition = book.SavePosition.pick({ key: true }).extend({
  name: book.SavePosition.shape.name.optional(),
  person: PersonWord.nullable().meta({ description: "Who holds it; null: nobody" }),
});

async function policyNamed({ api }: Doorway, word: string): Promise<book.PolicyView> {
  const { policies } = await api.policies.book();
  const found = policies.find(({ id, name }) => id === word || name.toLowerCase() === word.toLowerCase());
  if (found) return found;
  throw new NotFoundError(`There is no policy “${word}”. There are: ${policies.map(({ name }) => name).join(", ")}.`);
}

export const policyOperations = [
  operation("list_policies", {
    title: "List escalation policies",
    about: "List escalation policies with their levels, what they may name, and what of them would reach nobody now.",
    http: "GET /policies",
    permission: "policy.read",
    risk: "read",
    calls: ["policies.book"],
    input: Nothing,
    output: book.PolicyBook,
    run: ({ api }) => api.policies.book(),
  }),
  operation("get_policy", {
    title: "Read an escalation policy",
    about: "Read one escalation policy by id or name: whom it reaches in which order, and when.",
    http: "GET /policies/{policy}",
    permission: "policy.read",
    risk: "read",
    calls: ["policies.book"],
    input: GetPolicy,
    output: book.PolicyView,
    words: ["policy"],
    example: { policy: "Default ladder" },
    run: (at, { policy }) => policyNamed(at, policy),
  }),
  operation("save_policy", {
    title: "Save an escalation policy",
    about: "Make an escalation policy or change one; `version` is the one that was read. Refused where a level would reach nobody.",
    http: "PUT /policies",
    permission: "policy.manage",
    risk: "write",
    calls: ["policies.save"],
    input: input.SavePolicy.extend({ services: z.array(ServiceWord).max(200).default([]) }),
    output: book.PolicySaved,
    example: {
      id: null,
      version: 0,
      name: "Administrators at once",
      rules: {
        levels: [
          {
            id: "admins",
            title: "Administrators",
            targets: [{ kind: "admins" }],
            triggers: [{ afterMinutes: 0, until: "acknowledged", severity: null, revenuePerHour: null }],
            needs: "one",
          },
        ],
        repeat: 1,
        repeatAfterMinutes: 10,
        fallback: [{ kind: "admins" }],
        timeoutMinutes: null,
      },
    },
    run: async ({ api, services }, given) => api.policies.save({ ...given, services: await services(given.services) }),
  }),
  operation("list_positions", {
    about: "List the organisation's positions, such as VP Engineering, and who holds them.",
    http: "GET /positions",
    permission: "policy.read",
    risk: "read",
    calls: ["policies.book"],
    input: Nothing,
    output: z.object({ items: z.array(book.PositionView) }),
    run: async ({ api }) => ({ items: (await api.policies.book()).positions }),
  }),
  operation("set_position", {
    about: "Say who holds a position, or that nobody does. A key that is not known makes a new one.",
    http: "PUT /positions/{key}",
    permission: "policy.manage",
    risk: "write",
    calls: ["policies.book", "policies.savePosition"],
    input: SetPosition,
    output: book.PositionView,
    words: ["key", "person"],
    example: { key: "cto", name: "CTO", person: "deputy" },
    run: async ({ api, person: find }, { key, name, person }) => {
      const standing = (await api.policies.book()).positions.find((position) => position.key === key);
      const user = person === null ? null : await find(person);
      return api.policies.savePosition({ key, version: standing?.version ?? 0, name: name ?? standing?.name ?? key, user });
    },
  }),
] as const;
