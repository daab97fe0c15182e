import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readScenario, type Scenario } from "./notation/read-scenario.ts";

const FOLDER = join(import.meta.dirname, "incidents");

/** Every incident of the month, by the names of their files. */
export function readStories(): Scenario[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".txt"))
    .toSorted()
    .map((name) => readScenario(name, readFileSync(join(FOLDER, name), "utf8")));
}
