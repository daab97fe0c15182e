import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { howToConnect, kubeconfigFor } from "./how-to-connect.ts";
import { SCENARIOS, scenarioNamed } from "./scenarios/registry.ts";
import { SYSTEMS, startWorld } from "./serve.ts";

const HELP = `npm run drill -- <scenario> [--seed N] [--minutes N] [--speed N] [--port N] [--token WORD]
npm run drill -- --list

  --minutes  how long the trouble has lasted when the drill begins; unless said, as the scenario wants
  --speed    minutes of the world in one of yours; 1 unless said
  --port     of Prometheus; the other systems take those after it. Any free ones unless said
  --token    that clients have to send; none unless said
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: "boolean" },
    help: { type: "boolean", short: "h" },
    seed: { type: "string", default: "1" },
    minutes: { type: "string" },
    speed: { type: "string", default: "1" },
    port: { type: "string" },
    token: { type: "string" },
  },
});

/** A number that was given, or the end with the reason. */
function numberGiven(name: string, text: string | undefined, [least, most]: [number, number]): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isFinite(number) && number >= least && number <= most) return number;
  return stop(`--${name} has to be a number from ${least} to ${most}.`);
}

function stop(why: string): never {
  console.error(why);
  process.exit(1);
}

async function run(): Promise<void> {
  const [name] = positionals;
  if (values.list) {
    for (const { name: each, title, noticed } of SCENARIOS) console.log(`${each.padEnd(24)}${title}. ${noticed}`);
    return;
  }
  if (values.help || !name) {
    console.log(HELP);
    return;
  }
  const scenario = scenarioNamed(name) ?? stop(`There is no scenario ${name}. --list shows them all.`);
  const minutes = numberGiven("minutes", values.minutes, [0, 120]) ?? scenario.begunMinutesAgo;
  const port = numberGiven("port", values.port, [1024, 65_000]);
  const now = Date.now();
  const drill = await startWorld({
    scenario,
    seed: numberGiven("seed", values.seed, [0, 2 ** 31]) ?? 1,
    now,
    startedAt: now - minutes * 60_000,
    speed: numberGiven("speed", values.speed, [0, 600]) ?? 1,
    ...(values.token ? { token: values.token } : {}),
    ...(port ? { ports: Object.fromEntries(SYSTEMS.map((system, index) => [system, port + index])) } : {}),
  });
  const folder = join(tmpdir(), `muster-drill-${new URL(drill.urls.kubernetes).port}`);
  mkdirSync(folder, { recursive: true });
  const kubeconfig = join(folder, "kubeconfig");
  writeFileSync(kubeconfig, kubeconfigFor(drill.urls.kubernetes, values.token), { mode: 0o600 });
  console.log(howToConnect(scenario, drill.urls, kubeconfig, values.token));
  const end = (): void => {
    rmSync(folder, { recursive: true, force: true });
    drill.close().then(() => process.exit(0));
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

run().catch((error: unknown) => stop(error instanceof Error ? error.message : String(error)));
