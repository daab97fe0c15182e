import { type Line, ScenarioError } from "../notation/read-scenario.ts";
import { COURSE } from "./course.ts";
import { PEOPLE } from "./people.ts";
import type { Deed, Scene } from "./scene.ts";
import { WORDS } from "./words.ts";

const DEEDS: Deed[] = [...WORDS, ...COURSE, ...PEOPLE];

/** The first kind of deed that the words of a line are, with what they matched. */
export function deedOf({ deed, where }: Line): { run: Deed["run"]; match: string[] } {
  for (const { words, run } of DEEDS) {
    const match = words.exec(deed);
    if (match) return { run, match };
  }
  throw new ScenarioError(`${where}: "${deed}" is nothing that can be done.`);
}

export async function perform(scene: Scene, line: Line): Promise<void> {
  const { run, match } = deedOf(line);
  try {
    await run(scene, line, match);
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    throw new ScenarioError(`${line.where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
