import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Account } from "./account.ts";

type NewCluster = { directory: string; initdb: string; account: Account; user: string; isDurable: boolean };

/** Makes the cluster when there is none: beside its place and then moved there, so that what was interrupted is never taken for whole. */
export function createCluster({ directory, initdb, account, user, isDurable }: NewCluster): void {
  if (existsSync(join(directory, "PG_VERSION"))) return;
  const fresh = `${directory}.new`;
  const passwordFile = `${directory}.new-password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, newPasswordOf(directory), { mode: 0o600 });
  for (const path of [fresh, passwordFile]) if (account.owner) chownSync(path, account.owner.uid, account.owner.gid);
  const options = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth=scram-sha-256"];
  const [file = "", ...args] = [
    ...account.before,
    initdb,
    "-D",
    fresh,
    "-U",
    user,
    `--pwfile=${passwordFile}`,
    ...options,
    ...(isDurable ? [] : ["--no-sync"]),
  ];
  const made = spawnSync(file, args, { ...account.ids, cwd: "/", encoding: "utf8" });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) throw new Error(`The database's folder ${directory} could not be made:\n${made.error?.message ?? made.stderr}`);
  renameSync(fresh, directory);
}

/** A cluster without its password file is of no use, so neither is made anew while the other exists. */
export function passwordOf(directory: string): string {
  try {
    return readFileSync(passwordFileOf(directory), "utf8");
  } catch {
    throw new Error(
      `The file ${passwordFileOf(directory)} with the database's password is missing or not readable. Put it back from a backup; it belongs to ${directory}.`,
    );
  }
}

function newPasswordOf(directory: string): string {
  const password = randomBytes(24).toString("base64url");
  writeFileSync(passwordFileOf(directory), password, { mode: 0o600 });
  return password;
}

function passwordFileOf(directory: string): string {
  return `${directory}.password`;
}
