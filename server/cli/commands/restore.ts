import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { readEnvironment } from "#server/platform/env.ts";
import { findDatabase } from "#server/platform/postgres/find.ts";
import { type Command, UsageError } from "../command.ts";

/** `muster restore`: fills an empty database from a backup. */
export const restore: Command = {
  name: "restore",
  usage: "FILE [--replace] [--yes] [--json]",
  about: "Fill an empty database from a backup of this version or an older one. Stop Muster first.",
  help: ["--replace   throw away what is in the database (asks first, unless --yes)"],
  async run(args, io) {
    const file = resolve(args.find((arg) => !arg.startsWith("-")) ?? "");
    if (!args.some((arg) => !arg.startsWith("-"))) throw new UsageError("Give the backup's file: muster restore muster-2026-11-23T1430Z.tar.gz");
    if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
    const isReplacing = args.includes("--replace");
    if (isReplacing && !args.includes("--yes") && !(await io.confirm("Everything that is in the database now will be gone. Go on?"))) {
      io.err("Nothing was changed. On a terminal answer y, elsewhere give --yes.");
      return 1;
    }
    const { noteRestore, restoreBackup } = await import("#server/backup/index.ts");
    const environment = readEnvironment(io.env as NodeJS.ProcessEnv);
    const database = await findDatabase(environment);
    try {
      const attachmentsDirectory = join(environment.MUSTER_DATA_DIR, "attachments");
      const say = (words: string): void => void (io.isTerminal && io.err(words));
      const summary = await restoreBackup({ databaseUrl: database.url, attachmentsDirectory, file, isReplacing, say });
      io.setEnv("DATABASE_URL", database.url);
      // What the product reads from the environment is complete only now.
      const { closeDatabase } = await import("#server/platform/db.ts");
      await noteRestore(summary.createdAt).finally(closeDatabase);
      if (args.includes("--json")) io.out(JSON.stringify(summary, null, 2));
      else
        io.out(
          `Restored as of ${summary.createdAt}: ${summary.rows.toLocaleString("en")} rows, ${summary.attachments} attachments. Start Muster again.`,
        );
      return 0;
    } finally {
      await database.stop();
    }
  },
};
