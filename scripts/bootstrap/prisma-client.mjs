import { fingerprint, NODE, ROOT, readStamp, writeStamp } from "./fingerprint.mjs";
import { run } from "./progress.mjs";

const STAMP = ".generated/prisma/.muster-schema";
const schema = () => fingerprint(["prisma/schema", "node_modules/prisma/package.json"]);

export const generatePrismaClient = {
  title: "Database client",
  isDue: () => readStamp(STAMP) !== schema(),
  async run() {
    const env = { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" };
    env.PRISMA_SCHEMA_ENGINE_BINARY ??= "/bin/true";
    await run(NODE, ["node_modules/prisma/build/index.js", "generate", "--schema", "prisma/schema"], { cwd: ROOT, env, advise });
    writeStamp(STAMP, schema());
  },
};

function advise(output) {
  if (/EACCES|EPERM/.test(output)) return "this user may not write to .generated: change its owner or delete it.";
  return "correct prisma/schema where the message points to, then run the same command again.";
}
