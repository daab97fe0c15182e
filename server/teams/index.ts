export { archiveTeam } from "./archive-team.ts";
export { createTeam } from "./create-team.ts";
export { listTeams } from "./list-teams.ts";
export { renameTeam } from "./rename-team.ts";
export { setTeamMember } from "./set-team-member.ts";
