import { randomBytes } from "node:crypto";
import { ChangeOrganisation, DEFAULT_SETTINGS, type OrganisationSettings } from "#lib/contracts/organisation.ts";
import { UpdateProfile } from "#lib/contracts/people.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { CreateService } from "#lib/contracts/service.ts";
import { CreateTeam, SetTeamMember } from "#lib/contracts/team.ts";
import { hashNewPassword } from "#server/auth/index.ts";
import { createPerson, updateProfile } from "#server/people/index.ts";
import { audit } from "#server/platform/audit.ts";
import { type Ctx, type Person, personCtx, systemCtx } from "#server/platform/ctx.ts";
import { databaseNow, db, transaction } from "#server/platform/db.ts";
import { createService } from "#server/services/index.ts";
import { changeOrganisation, readOrganisation } from "#server/settings/index.ts";
import { createTeam, setTeamMember } from "#server/teams/index.ts";
import { CUSTOM_FIELDS, CUSTOM_ROLES, ORGANISATION, PEOPLE, SERVICES, TEAMS } from "./data.ts";
import { makeSchedules } from "./schedules.ts";

export type Company = { people: Map<string, { id: string; ctx: Ctx }>; services: Map<string, string> };

/** Who can sign in, and with what; null for somebody who was here before and keeps their password. */
export type SignIn = { name: string; email: string; role: OrganisationRole; password: string | null };

const system = systemCtx("Demo seed");
const MAIL = "brambleway.example";

/** Makes the organisation, or what is missing of it: who and what is there already stays as it is. */
export async function makeCompany(password: string | null): Promise<{ company: Company; signIns: SignIn[] }> {
  await describeOrganisation();
  const chosen = password ?? randomBytes(12).toString("base64url");
  const company: Company = { people: new Map(), services: new Map() };
  const signIns: SignIn[] = [];
  for (const { handle, timeZone, phone, ...data } of PEOPLE) {
    const email = `${handle}@${MAIL}`;
    const known = await knownPerson(email);
    const person = known ?? (await newPerson({ ...data, handle, email, password: chosen }));
    company.people.set(handle, { id: person.id, ctx: personCtx(person) });
    signIns.push({ name: person.name, email, role: person.role, password: known ? null : chosen });
    if (!known) await updateProfile(personCtx(person), UpdateProfile.parse({ timeZone, phone }));
  }
  const teams = await makeTeams(company);
  await makeServices(company, teams);
  await makeSchedules(system, { people: company.people, teams });
  return { company, signIns };
}

/** Adds the roles and fields that the stories use; renames only an organisation that has no name yet. */
async function describeOrganisation(): Promise<void> {
  const { settings: before, version } = await readOrganisation(system);
  const settings: OrganisationSettings = {
    ...before,
    ...(before.name === DEFAULT_SETTINGS.name ? ORGANISATION : {}),
    customRoles: [...before.customRoles, ...CUSTOM_ROLES.filter(({ key }) => !before.customRoles.some((role) => role.key === key))],
    customFields: [...before.customFields, ...CUSTOM_FIELDS.filter(({ key }) => !before.customFields.some((field) => field.key === key))],
  };
  await changeOrganisation(system, ChangeOrganisation.parse({ version, settings }));
}

async function knownPerson(email: string): Promise<Person | null> {
  const row = await db().user.findUnique({ where: { email }, select: { id: true, name: true, handle: true, email: true, role: true } });
  return row && { ...row, role: row.role as OrganisationRole };
}

type NewPerson = { name: string; email: string; handle: string; role: OrganisationRole; password: string };

async function newPerson({ password, handle, ...data }: NewPerson): Promise<Person> {
  const passwordHash = await hashNewPassword(password);
  return transaction(async (tx) => {
    const isTaken = (await tx.user.findUnique({ where: { handle }, select: { id: true } })) !== null;
    const person = await createPerson(tx, { ...data, handle: isTaken ? undefined : handle, passwordHash });
    await tx.user.update({ where: { id: person.id }, data: { createdAt: new Date(await databaseNow(tx)) } });
    const { name, email, role } = data;
    await audit(tx, system, { action: "person.seed", subject: person.id, detail: { name, email, role } });
    return person;
  });
}

async function makeTeams({ people }: Company): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { name, description, lead, members } of TEAMS) {
    const known = await db().team.findFirst({ where: { name, archivedAt: null }, select: { id: true } });
    const { id } = known ?? (await createTeam(system, CreateTeam.parse({ name, description })));
    ids.set(name, id);
    for (const handle of known ? [] : [lead, ...members])
      await setTeamMember(system, SetTeamMember.parse({ id, person: people.get(handle)?.id, isLead: handle === lead }));
  }
  return ids;
}

async function makeServices({ services }: Company, teams: Map<string, string>): Promise<void> {
  for (const { slug, name, team, tier, what, dependsOn, revenuePerMinute, slos } of SERVICES) {
    const known = await db().service.findUnique({ where: { slug }, select: { id: true } });
    const input = CreateService.parse({
      slug,
      name,
      tier,
      description: what,
      team: teams.get(team),
      revenuePerMinute,
      slos: slos?.map(([objectiveOf, objective]) => ({ name: objectiveOf, objective, windowDays: 30 })),
      dependsOn: dependsOn.map((callee) => services.get(callee)),
    });
    services.set(slug, known?.id ?? (await createService(system, input)).id);
  }
}
