import { type BundleSource, bundleFrom, folderSource } from "#server/evidence/index.ts";
import { analyse, type Bundle } from "#server/rca/index.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { ABSENT, type Case, casesOf } from "./data.ts";
import { goThrough, mean } from "./investigate.ts";
import { type Mark, marksOf } from "./score.ts";
import { SETS } from "./sets.ts";

/** Sets whose truth names things; what is to be mentioned in words is not a name. */
const NAMED = SETS.filter(({ name }) => name !== "holmes" && name !== "petshop-nocause");
/** What a name says of the technology is knowledge that any name may carry, and stays. */
const TECHNOLOGY =
  /redis|postgres|mysql|mongo|kafka|rabbit|nginx|memcached|elastic|dynamodb|lambda|sns|sqs|rds|_?AWS::.*|_remote$|-?service$|-?db$/gi;
const SHORTEST = 4;

/** The same cases with every service under another name: what the answers would lose if the code knew the names of a set. */
export const renamed: Measure = {
  name: "renamed",
  target: "the same marks when every service has another name",
  async run() {
    const rows: Row[] = [];
    for (const set of NAMED) {
      const cases = casesOf(set.name);
      if (cases.length === 0) return { rows: [], remarks: [ABSENT] };
      const rename = await renamerFor(cases);
      const marks = await Promise.all(cases.map((one) => marksUnderOtherNames(one, rename)));
      const before = await goThrough(cases);
      for (const { mark } of set.goals) {
        const values = marks.flatMap((one) => one[mark] ?? []);
        const was = mean(before, mark);
        if (values.length === 0 || was === null) continue;
        const value = values.reduce((sum, one) => sum + one, 0) / values.length;
        rows.push({ what: `${set.name}: ${mark}`, value, unit: "", runs: values.length, beside: { what: "as named", value: was } });
      }
    }
    return { rows };
  },
};

type Rename = (text: string) => string;

async function marksUnderOtherNames(one: Case, rename: Rename): Promise<Partial<Record<Mark, number>>> {
  const answer = analyse(await bundleFrom([renamedSource(folderSource(one.folder), rename)], one.folder));
  const truth = JSON.parse(rename(JSON.stringify(one.truth))) as Case["truth"];
  return marksOf({ ...one, truth }, answer);
}

function renamedSource(source: BundleSource, rename: Rename): BundleSource {
  return {
    lines: (name) => {
      const lines = source.lines(name);
      return lines ? mapped(lines, rename) : null;
    },
  };
}

async function* mapped(lines: AsyncIterable<string>, rename: Rename): AsyncGenerator<string> {
  for await (const line of lines) yield rename(line);
}

/** One name for each that any case of the set has, wherever it stands as a word or begins one, as names of pods do; also after an escaped line end. */
async function renamerFor(cases: readonly Case[]): Promise<Rename> {
  const names = new Set<string>();
  for (const { folder, truth } of cases) {
    for (const name of namesIn(await bundleFrom([folderSource(folder)], folder))) names.add(name);
    for (const name of [truth.service, truth.object, ...(truth.acceptable ?? [])]) if (name) names.add(name.replace(/^.*\//, ""));
  }
  const known = [...names].filter((name) => name.length >= SHORTEST).toSorted((one, other) => other.length - one.length);
  const others = new Map(known.map((name, at) => [name, otherName(name, at)]));
  const pattern = new RegExp(`(?:(?<=\\\\[nrt])|(?<![A-Za-z0-9]))(?:${known.map(literal).join("|")})(?![A-Za-z])`, "g");
  return (text) => text.replace(pattern, (name) => others.get(name) ?? name);
}

/** As long as the name was: tables of commands have their columns by place. */
function otherName(name: string, at: number): string {
  const technology = name.match(TECHNOLOGY)?.join("") ?? "";
  const other = `zq${at.toString(36).padStart(2, "v")}`;
  const filled = other.padEnd(name.length - technology.length, "xvqjz");
  return filled.length + technology.length === name.length
    ? `${filled}${technology}`
    : filled.padEnd(name.length, "xvqjz").slice(0, Math.max(name.length, other.length));
}

const literal = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

function namesIn({ series, spans, edges, changes, incident }: Bundle): Set<string> {
  return new Set(
    [
      ...series.map(({ service }) => service),
      ...spans.map(({ service }) => service),
      ...edges.flatMap(({ caller, callee }) => [caller, callee]),
      ...changes.flatMap(({ service }) => service ?? []),
      ...incident.symptoms.map(({ service }) => service),
    ].filter((name) => !name.startsWith("node/")),
  );
}
