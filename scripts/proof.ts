import { spawn } from "node:child_process";
import { PROOFS } from "./proof/proofs.ts";

/** Runs a long test of one promise; its own words say what was counted. `npm run proof` lists them. */
const [wanted, size, seed] = process.argv.slice(2);
const proof = PROOFS.find(({ name }) => name === wanted);
if (!proof) {
  console.log("Usage: npm run proof -- <name> [size] [seed]\n");
  for (const { name, about, size: usual } of PROOFS) console.log(`  ${name.padEnd(16)} ${about} (size ${usual.toLocaleString("en")})`);
  process.exit(wanted ? 2 : 0);
}

const env = { ...process.env, MUSTER_PROOF_SIZE: size ?? String(proof.size), ...(seed ? { MUSTER_PROOF_SEED: seed } : {}) };
const args = ["node_modules/vitest/vitest.mjs", "run", "--project", proof.project ?? "db", proof.test];
const tool = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"], env });
tool.once("close", (code) => {
  process.exitCode = code ?? 1;
});
