import { spawn } from "node:child_process";
import { onShutdown } from "#server/platform/lifeline.ts";

/** A child that does what its argument says, in place of web and worker. It says who it is when it would hear a signal. */
const behaviour = process.argv[2];
const sayWho = (): void => console.log(`stand-in ${process.pid} ${behaviour}`);
const stayAlive = setInterval(() => undefined, 1_000);

switch (behaviour) {
  case "crash":
    sayWho();
    console.error("Error: the disk is on fire");
    process.exitCode = 3;
    clearInterval(stayAlive);
    process.disconnect();
    break;
  case "stubborn":
    process.on("SIGTERM", () => console.log("not yet"));
    sayWho();
    break;
  case "parent":
    console.log(`stand-in ${spawn("sleep", ["300"], { stdio: "ignore" }).pid} grandchild`);
    onShutdown(async () => undefined);
    sayWho();
    break;
  default:
    onShutdown(async () => console.log(`stopped ${process.pid}`));
    sayWho();
}
