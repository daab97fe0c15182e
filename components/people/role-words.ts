import type { OrganisationRole } from "#lib/contracts/permissions.ts";

export const ROLE_OPTIONS: { value: OrganisationRole; label: string }[] = [
  { value: "viewer", label: "Viewer" },
  { value: "responder", label: "Responder" },
  { value: "admin", label: "Administrator" },
];

export const ROLE_HELP: Record<OrganisationRole, string> = {
  viewer: "Sees incidents and their updates.",
  responder: "Declares incidents and works on them.",
  admin: "Does that too, and manages people and settings.",
};

export function roleWord(role: OrganisationRole): string {
  return ROLE_OPTIONS.find(({ value }) => value === role)?.label ?? role;
}
