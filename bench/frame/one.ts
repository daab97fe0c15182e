import { GROUPS } from "../groups.ts";

/** Runs one measure, named by its group and itself, and tells the process that asked. */
const [groupName, measureName] = process.argv.slice(2);
const measure = GROUPS.find(({ name }) => name === groupName)?.measures.find(({ name }) => name === measureName);

try {
  if (!measure) throw new Error(`there is no measure ${groupName} ${measureName}.`);
  answer({ reading: await measure.run() });
} catch (error) {
  answer({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

function answer(message: object): void {
  if (process.send) process.send(message, () => process.exit(0));
  else console.log(JSON.stringify(message, null, 2));
}
