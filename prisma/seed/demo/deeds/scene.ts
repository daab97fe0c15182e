import type { RoomState } from "#lib/contracts/room.ts";
import { findIncident } from "#server/incidents/index.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import type { Company } from "../company/index.ts";
import { type FileSpec, type Line, type Scenario, ScenarioError } from "../notation/read-scenario.ts";
import { instantOf, offsetOf, withTimes } from "../notation/times.ts";

/** One incident on the stage: what its lines have named so far, and how to find what they speak of. */
export type Scene = {
  scenario: Scenario;
  declaredAt: number;
  company: Company;
  /** References of every incident declared until now, by the key of its scenario. */
  references: Map<string, string>;
  /** Ids of tasks and stretches of impact, and seqs of notes, by the names that lines gave them. */
  names: Map<string, string>;
};

/** A kind of line. `run` gets what its words matched. */
export type Deed = { words: RegExp; run: (scene: Scene, line: Line, match: string[]) => Promise<unknown> };

export function sceneOf(scenario: Scenario, company: Company, references: Map<string, string>, now: number): Scene {
  return { scenario, declaredAt: instantOf(scenario.when, now), company, references, names: new Map() };
}

export const referenceOf = ({ scenario, references }: Scene, line: { where: string } = { where: scenario.file }, key = scenario.key): string => {
  const reference = references.get(key);
  if (reference) return reference;
  throw new ScenarioError(`${line.where}: no incident "${key}" was declared before this.`);
};

export function ctxOf({ company }: Scene, { who, where }: Line): Ctx {
  return personIn(company, who, where).ctx;
}

export function personId({ company }: Scene, handle: string | undefined, { where }: Line): string {
  return personIn(company, handle ?? "", where).id;
}

function personIn({ people }: Company, handle: string, where: string) {
  const person = people.get(handle);
  if (person) return person;
  throw new ScenarioError(`${where}: nobody is called ${handle}.`);
}

export function serviceId({ company }: Scene, slug: string | undefined, { where }: Line): string {
  const id = company.services.get(slug ?? "");
  if (id) return id;
  throw new ScenarioError(`${where}: there is no service ${slug}.`);
}

export function named({ names }: Scene, kind: "note" | "task" | "impact", name: string | undefined, { where }: Line): string {
  const id = names.get(`${kind} ${name}`);
  if (id) return id;
  throw new ScenarioError(`${where}: no ${kind} was called ${name} before.`);
}

export function fileNamed({ scenario }: Scene, name: string, { where }: Line): FileSpec {
  const file = scenario.files.find((known) => known.name === name);
  if (file) return file;
  throw new ScenarioError(`${where}: there is no file ${name}.`);
}

/** RFC 3339, from an offset such as `-12m`. */
export function at(scene: Scene, written: string, { where }: Line): string {
  const offset = offsetOf(written);
  if (offset === null) throw new ScenarioError(`${where}: ${written} is no offset.`);
  return new Date(scene.declaredAt + offset).toISOString();
}

const OTHER = /\{ref ([\w-]+)\}/g;

/** The text with times and references in their places. */
export function textOf(scene: Scene, line: Line): string {
  const filled = withTimes(line.text, scene.declaredAt, "prose");
  return filled.replace(OTHER, (_, key: string) => referenceOf(scene, line, key));
}

/** What stands behind `name` in square brackets: `[as pool]`. */
export function option({ options }: Line, name: string): string | undefined {
  return options.find((text) => text.startsWith(`${name} `))?.slice(name.length + 1);
}

export async function roomIn(scene: Scene): Promise<RoomState> {
  return (await findIncident(systemCtx("Demo seed"), referenceOf(scene))).room;
}
