import { z } from "zod";
import { Uuid } from "./ids.ts";
import { lineOf, optionalLineOf } from "./text.ts";

const TeamName = lineOf(60, "The team's name");
const TeamDescription = optionalLineOf(300, "The description");

export const ListTeams = z.object({ includeArchived: z.boolean().default(false) });
export const CreateTeam = z.object({ name: TeamName, description: TeamDescription.default("") });
export const RenameTeam = z.object({ id: Uuid, name: TeamName, description: TeamDescription.optional() });
export const ArchiveTeam = z.object({ id: Uuid, isArchived: z.boolean().default(true) });
/** Adds a person, or changes whether they lead; `isMember: false` takes them out. */
export const SetTeamMember = z.object({ id: Uuid, person: Uuid, isMember: z.boolean().default(true), isLead: z.boolean().default(false) });

export const TeamMemberSummary = z.object({ id: z.string(), name: z.string(), handle: z.string(), isLead: z.boolean() });
export const TeamSummary = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  isArchived: z.boolean(),
  members: z.array(TeamMemberSummary),
  services: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })),
});
export type TeamSummary = z.infer<typeof TeamSummary>;
