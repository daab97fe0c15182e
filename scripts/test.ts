import { STAGES, type Stage } from "./test/stages.ts";
import { CRASHED, type Sum, total } from "./test/sum.ts";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STAGES.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(", ")}. Choose from ${STAGES.map(({ name }) => name).join(", ")}: npm test -- unit`);
  process.exit(2);
}

let isInterrupted = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    isInterrupted = true;
  });
}

const stages = STAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const lines: string[] = [];
const sums: Sum[] = [];
for (const [index, stage] of stages.entries()) {
  if (isInterrupted) break;
  console.log(`\n[${index + 1}/${stages.length}] ${stage.title}\n`);
  const startedAt = Date.now();
  const sum = await run(stage);
  sums.push(sum);
  lines.push(
    `${sum.failed === 0 ? "✓" : "✗"} ${stage.title}: ${sum.passed} passed, ${sum.failed} failed (${Math.round((Date.now() - startedAt) / 1000)} s)`,
  );
}
if (isInterrupted) sums.push(CRASHED);

const { passed, failed, skipped, failures } = total(sums);
if (failures.length > 0) console.log(`\nWhat failed:\n\n${failures.join("\n\n")}`);
console.log(`\n${lines.join("\n")}`);
if (isInterrupted) console.log("✗ Interrupted: the other stages did not run");
if (skipped > 0) console.log(`! ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${passed} passed, ${failed} failed`);

async function run(stage: Stage): Promise<Sum> {
  try {
    return await stage.run();
  } catch (error) {
    console.error(`${stage.title} could not run:`, error);
    return CRASHED;
  }
}
