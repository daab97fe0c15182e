import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { InvalidError } from "#server/platform/errors.ts";
import { checkUrl, RefusedAddress } from "#server/platform/outgoing/index.ts";
import { runCommand } from "../sandbox/run-command.ts";

const TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 250;
/** Of a clone without its history, in bytes. */
const MOST_BYTES = 50_000_000;

export type Source = { url: string; ref: string; isFileAllowed: boolean; allowedHosts: readonly string[]; timeoutMs?: number; mostBytes?: number };

/** No hooks, no helpers for credentials, no prompt, no redirect, no submodule, no link to elsewhere, and nothing of this machine's own settings. */
const SAFE = [
  ["core.hooksPath", "/dev/null"],
  ["core.symlinks", "false"],
  ["core.fsmonitor", "false"],
  ["credential.helper", ""],
  ["http.followRedirects", "false"],
  ["protocol.allow", "never"],
  ["submodule.recurse", "false"],
  ["filter.lfs.smudge", ""],
  ["filter.lfs.required", "false"],
].flatMap(([name, value]) => ["-c", `${name}=${value}`]);

/** Clones the newest state of a repository into a folder. Throws with what to do: an address that is not asked, a time or a size that is passed. */
export async function cloneInto(folder: string, { url, ref, isFileAllowed, allowedHosts, timeoutMs, mostBytes = MOST_BYTES }: Source): Promise<void> {
  const scheme = checkedScheme(url, isFileAllowed, allowedHosts);
  const stop = new AbortController();
  const watching = setInterval(() => {
    void sizeOf(folder).then(
      (bytes) => bytes > mostBytes && stop.abort(),
      () => undefined,
    );
  }, LOOK_EVERY_MS);
  const branch = ref === "" ? [] : ["--branch", ref];
  const { reason, exitCode, text } = await runCommand({
    argv: [
      ...["git", ...SAFE, "-c", `protocol.${scheme}.allow=always`, "clone", "--quiet", "--depth", "1", "--single-branch", "--no-tags"],
      ...[...branch, "--", url, join(folder, "clone")],
    ],
    env: { GIT_TERMINAL_PROMPT: "0", GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null", GIT_ASKPASS: "/bin/false" },
    secrets: [],
    folder,
    timeoutMs: timeoutMs ?? TIMEOUT_MS,
    outputLimit: 20_000,
    network: true,
    signal: stop.signal,
    onOutput: () => undefined,
  }).finally(() => clearInterval(watching));
  const isTooLarge = reason === "cancelled" || (await sizeOf(folder)) > mostBytes;
  if (isTooLarge) throw new InvalidError(`The repository is larger than ${mostBytes / 1_000_000} MB. Keep runbooks in one of their own.`);
  if (reason === "timed_out") throw new InvalidError("The repository did not come in time. Check the address, and try again.");
  if (reason === "missing") throw new InvalidError("git is not installed where Muster runs. Install it there, or import the files.");
  if (exitCode !== 0)
    throw new InvalidError(`git could not clone it: ${lastLine(text)} Check address and branch; only what needs no sign-in can be read.`);
}

function checkedScheme(url: string, isFileAllowed: boolean, allowedHosts: readonly string[]): "https" | "http" | "file" {
  if (url.startsWith("file://")) {
    if (isFileAllowed) return "file";
    throw refused("Repositories on Muster's own machine are not read. Whoever runs Muster may allow them by MUSTER_GIT_FILES=true.");
  }
  try {
    return checkUrl(url, allowedHosts).url.protocol === "http:" ? "http" : "https";
  } catch (error) {
    if (!(error instanceof RefusedAddress)) throw error;
    throw refused(/^https?:/.test(url) ? error.message : "Give the https address of the repository, such as https://github.com/acme/runbooks.git.");
  }
}

function refused(message: string): InvalidError {
  return new InvalidError(message, "invalid_input", [{ path: "url", message }]);
}

function lastLine(text: string): string {
  const line = text.trim().split("\n").at(-1) ?? "";
  return `${line.slice(0, 300).replace(/[\s.]+$/, "")}.`;
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
