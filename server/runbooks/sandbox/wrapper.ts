import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
export const SAFE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** How a command is held: in namespaces of its own where the system allows it. `name` says which. `isGated`: it waits at descriptor 3 for a line. */
export type Wrapper = { name: "namespaces" | "process-group"; isGated: boolean; wrap(argv: readonly string[], network: boolean): string[] };

const DIES_WITH_PARENT = ["setpriv", "--pdeathsig", "KILL", "--"];
const PROCESSES = ["unshare", "--pid", "--fork", "--kill-child=KILL", "--mount-proc"];
const NO_NETWORK = "--net";
/**
 * By now the kernel ends this process with its worker, but a worker that died before that was arranged would go unnoticed. So it reports at descriptor 3,
 * and goes on only when the worker answers there.
 */
const GATE = ["sh", "-c", 'echo >&3 && read -r _ <&3 || exit 125; exec 3>&-; exec "$@"', "sh"];

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
    if (works)
      return { name: "namespaces", isGated: true, wrap: (argv, network) => [...prefix, ...(network ? [] : [NO_NETWORK]), "--", ...GATE, ...argv] };
  }
  return { name: "process-group", isGated: false, wrap: (argv) => [...argv] };
}

function onlyPath(): NodeJS.ProcessEnv {
  const least: Record<string, string> = { PATH: SAFE_PATH };
  return least as NodeJS.ProcessEnv;
}
