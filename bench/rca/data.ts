import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Folder of test data that is measured with and never shipped; null where it is absent. */
export function benchData(...path: string[]): string | null {
  const folder = join(process.env.MUSTER_BENCH_DATA ?? join(import.meta.dirname, "../../../shared/data"), ...path);
  return existsSync(folder) ? folder : null;
}

export const ABSENT = "The data is absent. Set MUSTER_BENCH_DATA to the folder that holds rca/, loghub/ and nab/.";

export type Truth = {
  service?: string;
  object?: string;
  acceptable?: string[];
  metric?: string;
  label?: string;
  category?: string;
  noCause?: boolean;
  mustMention?: string[];
  change?: string;
  decoys?: string[];
};

export type Case = { folder: string; truth: Truth; labels: Record<string, string | string[]> };

/** The cases of a set in order; the analyst gets the folder only through a reader that does not open truth.json. */
export function casesOf(set: string): Case[] {
  const folder = benchData("rca", set);
  if (!folder) return [];
  const labelFile = join(folder, "labels.json");
  const labels = existsSync(labelFile) ? (JSON.parse(readFileSync(labelFile, "utf8")) as Case["labels"]) : {};
  return readdirSync(folder)
    .filter((name) => name.startsWith("case-"))
    .toSorted()
    .map((name) => ({ folder: join(folder, name), truth: JSON.parse(readFileSync(join(folder, name, "truth.json"), "utf8")) as Truth, labels }));
}
