import type { PersonRef } from "#lib/contracts/actor.ts";
import { CreateService } from "#lib/contracts/service.ts";
import { CreateTeam, SetTeamMember } from "#lib/contracts/team.ts";
import { createPerson } from "#server/people/index.ts";
import { audit } from "#server/platform/audit.ts";
import { type Ctx, personCtx, systemCtx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { createService } from "#server/services/index.ts";
import { createTeam, setTeamMember } from "#server/teams/index.ts";
import type { Random } from "./random.ts";
import { AREAS, FIRST_NAMES, KINDS_OF_SERVICE, LAST_NAMES } from "./words.ts";

/** Somebody who works on incidents, with whom they are as facts name them. */
export type Worker = { ctx: Ctx; ref: PersonRef };
export type KnownService = { id: string; name: string; neighbours: string[] };
export type Organisation = { workers: Worker[]; services: KnownService[] };

export const SIZES = { people: 160, teams: 20, services: 240 };

const system = systemCtx("Large seed");

/** People who cannot sign in, teams and services with dependencies. Those of an earlier large seed are taken again. */
export async function makeOrganisation(random: Random, sizes = SIZES): Promise<Organisation> {
  const workers = await makePeople(sizes.people);
  const teams = await makeTeams(random, workers, sizes.teams);
  return { workers, services: await makeServices(random, teams, sizes.services) };
}

async function makePeople(count: number): Promise<Worker[]> {
  const workers: Worker[] = [];
  for (let index = 0; index < count; index += 1) {
    const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? "";
    const last = LAST_NAMES[(index * 7 + Math.floor(index / FIRST_NAMES.length)) % LAST_NAMES.length] ?? "";
    const name = `${first} ${last}`;
    workers.push(await personNamed(name, `${first}.${last}.${index + 1}@large.example`.toLowerCase()));
  }
  return workers;
}

async function personNamed(name: string, email: string): Promise<Worker> {
  const known = await db().user.findUnique({ where: { email }, select: { id: true, name: true, handle: true } });
  const person = known ? { ...known, email, role: "responder" as const } : await storePerson(name, email);
  return { ctx: personCtx(person), ref: { id: person.id, name: person.name } };
}

function storePerson(name: string, email: string) {
  return transaction(async (tx) => {
    const person = await createPerson(tx, { name, email, role: "responder", passwordHash: null });
    await audit(tx, system, { action: "person.seed", subject: person.id, detail: { name, email, role: person.role } });
    return person;
  });
}

async function makeTeams(random: Random, workers: Worker[], count: number): Promise<string[]> {
  const teams: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `${capital(AREAS[index % AREAS.length] ?? "")} team${index < AREAS.length ? "" : ` ${1 + Math.floor(index / AREAS.length)}`}`;
    const known = await db().team.findFirst({ where: { name, archivedAt: null }, select: { id: true } });
    const { id } = known ?? (await createTeam(system, CreateTeam.parse({ name })));
    teams.push(id);
    for (const [place, { ref }] of (known ? [] : workers.slice(index * 8, index * 8 + 8)).entries())
      await setTeamMember(system, SetTeamMember.parse({ id, person: ref.id, isLead: place === 0 && random.chance(0.9) }));
  }
  return teams;
}

/** A service depends only on ones made before it: a graph without circles. */
async function makeServices(random: Random, teams: string[], count: number): Promise<KnownService[]> {
  const services: KnownService[] = [];
  for (let index = 0; index < count; index += 1) {
    const slug = `${AREAS[index % AREAS.length]}-${KINDS_OF_SERVICE[Math.floor(index / AREAS.length) % KINDS_OF_SERVICE.length]}`;
    const callees = services.length === 0 ? [] : Array.from({ length: random.whole(0, 4) }, () => random.pickZipf(services));
    const name = capital(slug.replaceAll("-", " ").replace(/ api$/, " API"));
    const known = await db().service.findUnique({ where: { slug }, select: { id: true } });
    const id = known?.id ?? (await storeService(random, { slug, name, team: random.pick(teams), dependsOn: callees.map((callee) => callee.id) }));
    services.push({ id, name, neighbours: [name, ...callees.map((callee) => callee.name)] });
  }
  return services;
}

async function storeService(random: Random, input: { slug: string; name: string; team: string; dependsOn: string[] }): Promise<string> {
  const tier = random.pickZipf([3, 2, 4, 1]);
  const slos = tier <= 2 ? [{ name: "Availability", objective: tier === 1 ? 0.9995 : 0.999, windowDays: 30 }] : [];
  const revenuePerMinute = tier === 1 ? random.whole(10, 400) : null;
  return (await createService(system, CreateService.parse({ ...input, tier, slos, revenuePerMinute }))).id;
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}
