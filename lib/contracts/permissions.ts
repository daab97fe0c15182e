/** Organisation roles, weakest first. */
export const ORGANISATION_ROLES = ["viewer", "responder", "admin"] as const;
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];

type Rule = { roles: readonly OrganisationRole[]; commanderOnly?: true; what: string };

const everyone = ["viewer", "responder", "admin"] as const;
const responders = ["responder", "admin"] as const;
const admins = ["admin"] as const;

/**
 * Every permission, who holds it, and what it lets them do. `commanderOnly` narrows a permission on an incident
 * to its commander, deputy or an administrator. Private incidents exist only for the people named on them, whatever their role.
 */
export const PERMISSIONS = {
  "incident.read": { roles: everyone, what: "see incidents" },
  "incident.watch": { roles: everyone, what: "watch incidents" },
  "incident.declare": { roles: responders, what: "declare incidents" },
  "incident.write": { roles: responders, what: "work on incidents" },
  "incident.command": { roles: responders, commanderOnly: true, what: "merge incidents, change who sees them, cancel or close them" },
  "incident.answer": { roles: everyone, what: "answer their own pages" },
  "policy.read": { roles: everyone, what: "see escalation policies" },
  "policy.manage": { roles: admins, what: "change escalation policies and who holds positions" },
  "agent.run": { roles: responders, what: "ask agents and decide what they propose" },
  "alert.read": { roles: everyone, what: "see alerts and changes" },
  "alert.manage": { roles: responders, what: "decide what becomes of alerts" },
  "signal.send": { roles: responders, what: "send alerts and changes" },
  "runbook.read": { roles: everyone, what: "see runbooks and their runs" },
  "runbook.run": { roles: responders, what: "run runbooks and approve what others want to run" },
  "runbook.manage": { roles: responders, what: "write, import and change runbooks" },
  "status.read": { roles: everyone, what: "see status pages as stakeholders" },
  "status.publish": { roles: responders, what: "publish updates and plan maintenance" },
  "status.manage": { roles: admins, what: "change status pages, their subscribers and links" },
  "service.read": { roles: everyone, what: "see the service catalogue" },
  "service.manage": { roles: responders, what: "change the service catalogue" },
  "oncall.read": { roles: everyone, what: "see who is on call" },
  "oncall.manage": { roles: responders, what: "take over and swap shifts; change schedules, for leads of their team and administrators" },
  "people.read": { roles: everyone, what: "see people and teams" },
  "people.manage": { roles: admins, what: "invite people and change their roles" },
  "settings.read": { roles: everyone, what: "see settings" },
  "settings.manage": { roles: admins, what: "change settings" },
  "audit.read": { roles: admins, what: "read the audit trail" },
  "account.own": { roles: everyone, what: "manage one's own account" },
} as const satisfies Record<string, Rule>;
export type Permission = keyof typeof PERMISSIONS;

export function roleHolds(role: OrganisationRole, permission: Permission): boolean {
  const holders: readonly OrganisationRole[] = PERMISSIONS[permission].roles;
  return holders.includes(role);
}

export function isCommanderOnly(permission: Permission): boolean {
  const rule: Rule = PERMISSIONS[permission];
  return rule.commanderOnly === true;
}
