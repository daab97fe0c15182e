import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
export const SAFE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** How a command is held: in namespaces of its own where the system allows it. `name` says which. */
export type Wrapper = { name: "namespaces" | "process-group"; wrap(argv: readonly string[], network: boolean): string[] };

const DIES_WITH_PARENT = ["setpriv", "--pdeathsig", "KILL", "--"];
const PROCESSES = ["unshare", "--pid", "--fork", "--kill-child=KILL", "--mount-proc"];
const NO_NETWORK = "--net";

const CANDIDATES: readonly (readonly string[])[] = [
  ["unshare", "--user", "--map-root-user", ...DIES_WITH_PARENT, ...PROCESSES],
  [...DIES_WITH_PARENT, ...PROCESSES],
];

let chosen: Promise<Wrapper> | undefined;

/**
 * The strongest hold that this machine allows, tried once. With namespaces the kernel ends every process of a command together with the first, and the
 * first with the worker; without, the process group is ended by the worker, and a command gets the network whatever it says.
 */
export function wrapper(): Promise<Wrapper> {
  chosen ??= choose();
  return chosen;
}

async function choose(): Promise<Wrapper> {
  for (const prefix of CANDIDATES) {
    const [program = "", ...words] = prefix;
    const works = await run(program, [...words, NO_NETWORK, "--", "true"], { env: onlyPath(), timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (works) return { name: "namespaces", wrap: (argv, network) => [...prefix, ...(network ? [] : [NO_NETWORK]), "--", ...argv] };
  }
  return { name: "process-group", wrap: (argv) => [...argv] };
}

function onlyPath(): NodeJS.ProcessEnv {
  const least: Record<string, string> = { PATH: SAFE_PATH };
  return least as NodeJS.ProcessEnv;
}
