import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedPostgres } from "#server/platform/postgres/embedded.ts";
import { createDatabase, dropDatabase, nameServer } from "./frame/databases.ts";
import { describeMachine } from "./frame/machine.ts";
import { type Group, isReached, type Measure, type Reading, ratioOf } from "./frame/measure.ts";
import { type Measured, tableOf } from "./frame/table.ts";
import { GROUPS } from "./groups.ts";

/** Databases for measures; the settings are those of an ordinary installation, fsync included. */
const POSTGRES = join(import.meta.dirname, "../.muster/bench/postgres");
const RESULTS = join(import.meta.dirname, "results");

const { values, positionals } = parseArgs({ allowPositionals: true, options: { list: { type: "boolean" }, rounds: { type: "string" } } });
if (values.rounds) process.env.MUSTER_BENCH_ROUNDS = values.rounds;
process.env.MUSTER_BENCH_DATA ??= join(import.meta.dirname, "../../shared/data");

const [wantedGroup, ...wantedMeasures] = positionals;
const groups = GROUPS.filter(({ name }) => !wantedGroup || name === wantedGroup);
listAll();
if (groups.length === 0) refuse(`There is no group "${wantedGroup}".`);
if (!values.list) for (const group of groups) await runGroup(group);

function listAll(): void {
  console.log("Usage: npm run bench -- [group [measure …]] [--rounds n] [--list]\n");
  for (const { name, measures } of groups) for (const measure of measures) console.log(`  ${name} ${measure.name.padEnd(14)} ${measure.target}`);
  console.log("");
}

function refuse(reason: string): never {
  console.error(`${reason} Choose one of the list: npm run bench -- --list`);
  process.exit(1);
}

async function runGroup(group: Group): Promise<void> {
  const measures = group.measures.filter(({ name }) => wantedMeasures.length === 0 || wantedMeasures.includes(name));
  if (measures.length === 0) refuse(`The group ${group.name} has no measure "${wantedMeasures.join(", ")}".`);
  const machine = describeMachine();
  console.log(`${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}, ${machine.commit}`);
  const server = group.needsDatabase === false ? null : await startEmbeddedPostgres({ directory: POSTGRES });
  if (server) nameServer(server.url);
  const measured: Measured[] = [];
  try {
    for (const measure of measures) measured.push(await runMeasure(group, measure));
  } finally {
    await server?.stop();
  }
  console.log(`\n${group.name}\n${tableOf(measured)}\n`);
  store(group.name, { at: new Date().toISOString(), machine, measures: measured.map(withVerdicts) });
  if (measured.some((one) => "error" in one)) process.exitCode = 1;
}

/** In a process and on a database of its own, so that no measure meets what another left in memory or on disk. */
async function runMeasure(group: Group, { name, target }: Measure): Promise<Measured> {
  const startedAt = Date.now();
  process.stdout.write(`${group.name} ${name} … `);
  const database = group.needsDatabase === false ? null : `bench_${group.name}_${name.replaceAll("-", "_")}`;
  const url = database ? { DATABASE_URL: await createDatabase(database) } : {};
  const env: NodeJS.ProcessEnv = { ...process.env, ...url, MUSTER_LOG_LEVEL: "silent", NODE_ENV: "production" };
  const child = fork(join(import.meta.dirname, "frame/one.ts"), [group.name, name], { env, execArgv: process.execArgv });
  let answer: { reading: Reading } | { error: string } = { error: "its process ended without a word." };
  child.on("message", (message: typeof answer) => {
    answer = message;
  });
  await once(child, "exit");
  if (database) await dropDatabase(database);
  console.log(`${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
  return { name, target, ...answer };
}

function withVerdicts(one: Measured): object {
  if ("error" in one) return one;
  return { ...one, reading: { ...one.reading, rows: one.reading.rows.map((row) => ({ ...row, ratio: ratioOf(row), isReached: isReached(row) })) } };
}

function store(name: string, result: object): void {
  mkdirSync(RESULTS, { recursive: true });
  const path = join(RESULTS, `${name}-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}.json`);
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`Written to ${path}`);
}
