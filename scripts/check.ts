import { runChecks } from "./checks.ts";

const results = await runChecks();
const failed = results.filter(({ isPassed }) => !isPassed);
console.log(failed.length === 0 ? "\nAll checks pass." : `\n${failed.map(({ name }) => name).join(", ")}: not passed.`);
process.exitCode = failed.length === 0 ? 0 : 1;
