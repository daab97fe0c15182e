import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readEnvironment } from "#server/platform/env.ts";
import { findDatabase } from "#server/platform/postgres/find.ts";
import type { Command } from "../command.ts";

/** `muster backup`: one file with everything, taken while work goes on. */
export const backup: Command = {
  name: "backup",
  usage: "[FILE] [--json]",
  about: "Write everything that Muster keeps into one file, while work goes on. It holds secrets: keep it where only you can read it.",
  help: [
    "It reads the database directly: the embedded one of MUSTER_DATA_DIR, or that of DATABASE_URL. The console need not run.",
    "Where MUSTER_SECRET is set, keep that too: it is not in the file.",
  ],
  async run(args, io) {
    const { writeBackup } = await import("#server/backup/index.ts");
    const environment = readEnvironment(io.env as NodeJS.ProcessEnv);
    const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "");
    const file = resolve(args.find((arg) => !arg.startsWith("-")) ?? `muster-${stamp}Z.tar.gz`);
    const database = await findDatabase(environment);
    try {
      const attachmentsDirectory = join(environment.MUSTER_DATA_DIR, "attachments");
      const say = (words: string): void => void (io.isTerminal && io.err(words));
      const summary = await writeBackup({ databaseUrl: database.url, attachmentsDirectory, file, version: ownVersion(), say });
      if (args.includes("--json")) io.out(JSON.stringify({ file, ...summary }, null, 2));
      else
        io.out(
          `${file}\n${summary.rows.toLocaleString("en")} rows of ${summary.tables} tables, ${summary.attachments} attachments, ${size(summary.bytes)}.`,
        );
      if (summary.missing.length > 0) io.err(`${summary.missing.length} attachments are named in the database but not in ${attachmentsDirectory}.`);
      return summary.missing.length > 0 ? 1 : 0;
    } finally {
      await database.stop();
    }
  },
};

function ownVersion(): string {
  return (JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8")) as { version: string }).version;
}

function size(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
