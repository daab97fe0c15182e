import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname, join } from "node:path";

type Ids = { uid: number; gid: number };
/** How to start the database's programs: a command that goes before them, the user to switch to, and who owns the files (null: we do). */
export type Account = { before: string[]; ids: Partial<Ids>; owner: Ids | null };

const SYSTEM_USER = "postgres";

/**
 * Postgres refuses to run as root, so root starts it as the owner of its folder, or as the user `postgres`, who is made when missing.
 * Where a folder above is closed to that user (as /root is), the programs get one capability of root, to walk through it.
 * @throws when neither works, saying what to do.
 */
export function accountFor(directory: string, program: string): Account {
  if (process.getuid?.() !== 0) {
    requireOwn(directory);
    return { before: [], ids: {}, owner: null };
  }
  const owner = ownerOf(directory) ?? systemUser();
  const plain: Account = { before: [], ids: owner, owner };
  if (reaches(plain, directory, program)) return plain;
  const walking: Account = { before: [...WALK_ANYWHERE, `--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--"], ids: {}, owner };
  if (reaches(walking, directory, program)) return walking;
  throw new Error(
    `The database does not run as root, and as user ${owner.uid} it cannot reach ${closedFolder([program, directory])}, a folder that is closed to others.\n` +
      `Run Muster as an ordinary user, or move the project and its data (MUSTER_DATA_DIR) to a place like /opt/muster, or run: chmod o+x ${closedFolder([program, directory])}`,
  );
}

/** `setpriv` keeps one capability across the change of user; "no_setuid_fixup" lets access() see it too. */
const WALK_ANYWHERE = [
  "setpriv",
  "--clear-groups",
  "--no-new-privs",
  "--securebits=+no_setuid_fixup",
  "--bounding-set=-all,+dac_override",
  "--inh-caps=-all,+dac_override",
  "--ambient-caps=-all,+dac_override",
];

function reaches({ before, ids }: Account, directory: string, program: string): boolean {
  const [file = "", ...args] = [...before, "/bin/sh", "-c", 'cd "$0" && exec "$1" --version', dirname(directory), program];
  return spawnSync(file, args, { ...ids, cwd: "/", stdio: "ignore" }).status === 0;
}

function ownerOf(directory: string): Ids | null {
  const stats = statSync(directory, { throwIfNoEntry: false });
  return stats && stats.uid !== 0 ? { uid: stats.uid, gid: stats.gid } : null;
}

function systemUser(): Ids {
  const known = idsOf(SYSTEM_USER);
  if (known) return known;
  spawnSync("useradd", ["--system", "--no-create-home", "--user-group", "--shell", "/usr/sbin/nologin", SYSTEM_USER], { stdio: "ignore" });
  const made = idsOf(SYSTEM_USER);
  if (made) return made;
  throw new Error(
    `The database does not run as root, and the user "${SYSTEM_USER}" could not be made. Run Muster as an ordinary user, or make that user: useradd --system ${SYSTEM_USER}`,
  );
}

function idsOf(name: string): Ids | null {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }).stdout?.trim());
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

function requireOwn(directory: string): void {
  const stats = statSync(directory, { throwIfNoEntry: false });
  if (!stats || stats.uid === process.getuid?.()) return;
  throw new Error(
    `The database in ${directory} belongs to another user (number ${stats.uid}). Run Muster as the user who ran it first, or set MUSTER_DATA_DIR to another folder.`,
  );
}

function closedFolder(paths: string[]): string {
  for (const path of paths) {
    const above = path.split("/").map((_, index, parts) => join("/", ...parts.slice(0, index)));
    const closed = above.find((folder) => ((statSync(folder, { throwIfNoEntry: false })?.mode ?? 1) & 0o001) === 0);
    if (closed) return closed;
  }
  return dirname(paths[0] ?? "/");
}
