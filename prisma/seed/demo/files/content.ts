import { type FileSpec, ScenarioError } from "../notation/read-scenario.ts";
import { withTimes } from "../notation/times.ts";
import { drawChart } from "./chart.ts";

/** The bytes of a file that a scenario describes, as of an incident declared at that time. */
export function contentOf(file: FileSpec, declaredAt: number): { bytes: Uint8Array; type: string } {
  if (file.kind === "file") return { bytes: new TextEncoder().encode(`${withTimes(file.body, declaredAt, "log")}\n`), type: typeOf(file.name) };
  const [title = "", values = "", limit] = file.words.split(" | ");
  const numbers = values.split(" ").map(Number);
  const threshold = limit === undefined ? null : Number(limit.replace("limit ", ""));
  if (numbers.length < 2 || [...numbers, threshold ?? 0].some(Number.isNaN)) throw new ScenarioError(`The chart ${file.name} has no numbers.`);
  return { bytes: drawChart({ title, values: numbers, limit: threshold }), type: "image/png" };
}

function typeOf(name: string): string {
  if (name.endsWith(".json")) return "application/json";
  return name.endsWith(".csv") ? "text/csv" : "text/plain";
}
