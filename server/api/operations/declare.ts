import { z } from "zod";
import * as input from "#lib/contracts/incident-commands.ts";
import { PersonWord, ServiceWord } from "#lib/contracts/names.ts";
import { FirstRole } from "#lib/contracts/role-suggestion.ts";
import { type Doorway, operation } from "./define.ts";

const Roles = z.array(FirstRole.extend({ user: PersonWord })).max(20);

const Declare = input.DeclareIncident.omit({ figures: true }).extend({
  services: z.array(ServiceWord).max(50).default([]),
  members: z.array(PersonWord).max(200).default([]),
  impact: input.FiguresChange.default({}),
  roles: Roles.default([]).meta({ description: "Whom to ask for which role at once. If one cannot be given, nothing is declared" }),
  declaration: z.boolean().default(false).meta({ description: "Whether to post the declaration on its timeline at once" }),
});

export const declareOperations = [
  operation("declare_incident", {
    about: "Declare an incident. Title and severity are enough; without a severity it begins in triage.",
    http: "POST /incidents",
    permission: "incident.declare",
    risk: "tells",
    calls: ["roles.checkFirst", "incidents.declare", "roles.assign", "documents.postDeclaration"],
    input: Declare,
    output: z.object({ reference: z.string() }).loose(),
    status: 201,
    words: ["title"],
    example: { title: "Checkout fails", severity: "SEV2", roles: [{ role: "scribe", user: "me" }] },
    run: async ({ part, ...at }, { services, members: named, impact, roles: wanted, declaration, ...rest }) => {
      const members = await Promise.all(named.map(at.person));
      const roles = await peopleOf(at, wanted);
      const given = { ...rest, figures: impact, services: await at.services(services), members };
      if (roles.length > 0) await at.api.roles.checkFirst({ roles, visibility: rest.visibility, members });
      const declared = await part("declare").incidents.declare(given);
      const { reference } = declared;
      for (const [index, role] of roles.entries()) await part(`role-${index + 1}`).roles.assign({ ...role, reference });
      if (declaration) await part("declaration").documents.postDeclaration({ reference });
      return declared;
    },
  }),
] as const;

function peopleOf({ person }: Pick<Doorway, "person">, roles: z.output<typeof Roles>): Promise<FirstRole[]> {
  return Promise.all(roles.map(async ({ user, ...role }) => ({ ...role, user: await person(user) })));
}
