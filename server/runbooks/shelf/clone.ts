import { readdir, stat } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
import { InvalidError } from "#server/platform/errors.ts";
import {
  addressesOf,
  type CheckedUrl,
  checkUrl,
  OutgoingFailed,
  RefusedAddress,
  type Resolve,
  systemResolve,
} from "#server/platform/outgoing/index.ts";
import { runCommand } from "../sandbox/run-command.ts";

const TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 250;
/** Of a clone without its history, in bytes. */
const MOST_BYTES = 50_000_000;

export type Source = {
  url: string;
  ref: string;
  isFileAllowed: boolean;
  allowedHosts: readonly string[];
  timeoutMs?: number;
  mostBytes?: number;
  resolve?: Resolve;
};

/** No hooks, no helpers for credentials, no prompt, no redirect, no proxy, no submodule, no link to elsewhere, and nothing of this machine's own settings. */
const SAFE = [
  ["core.hooksPath", "/dev/null"],
  ["core.symlinks", "false"],
  ["core.fsmonitor", "false"],
  ["credential.helper", ""],
  ["http.followRedirects", "false"],
  ["http.proxy", ""],
  ["protocol.allow", "never"],
  ["submodule.recurse", "false"],
  ["filter.lfs.smudge", ""],
  ["filter.lfs.required", "false"],
] as const;

/** What git is given: the address as it was checked, and what it may do to reach it. */
type Way = { address: string; settings: (readonly [string, string])[] };

/** Clones the newest state of a repository into a folder. Throws with what to do: an address that is not asked, a time or a size that is passed. */
export async function cloneInto(folder: string, source: Source): Promise<void> {
  const { ref, timeoutMs, mostBytes = MOST_BYTES } = source;
  const { address, settings } = await wayTo(source);
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
      ...["git", ...[...SAFE, ...settings].flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      ...["clone", "--quiet", "--depth", "1", "--single-branch", "--no-tags", ...branch, "--", address, join(folder, "clone")],
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

async function wayTo({ url, isFileAllowed, allowedHosts, resolve = systemResolve }: Source): Promise<Way> {
  if (url.startsWith("file://")) {
    if (isFileAllowed) return { address: url, settings: [["protocol.file.allow", "always"]] };
    throw refused("Repositories on Muster's own machine are not read. Whoever runs Muster may allow them by MUSTER_GIT_FILES=true.");
  }
  if (!/^https?:/i.test(url)) throw refused("Give the https address of the repository, such as https://github.com/acme/runbooks.git.");
  try {
    const checked = checkUrl(url, allowedHosts);
    const pinned = await pinOf(checked, resolve);
    return { address: checked.url.href, settings: [[`protocol.${checked.url.protocol.slice(0, -1)}.allow`, "always"], ...pinned] };
  } catch (error) {
    if (error instanceof RefusedAddress || error instanceof OutgoingFailed) throw refused(error.message);
    throw error;
  }
}

/** git asks the very addresses that were checked, whatever the resolver says a moment later. One before 2.37 takes no notice of it. */
async function pinOf(checked: CheckedUrl, resolve: Resolve): Promise<(readonly [string, string])[]> {
  const found = await addressesOf(checked, resolve);
  if (isIP(checked.host)) return [];
  const port = checked.url.port || (checked.url.protocol === "http:" ? "80" : "443");
  const list = found.map(({ address, family }) => (family === 6 ? `[${address}]` : address)).join(",");
  return [["http.curloptResolve", `${checked.host}:${port}:${list}`]];
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
