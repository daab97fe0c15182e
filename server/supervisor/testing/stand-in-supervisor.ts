import { join } from "node:path";
import { createFleet } from "../fleet.ts";
import { onStopSignals } from "../on-stop-signals.ts";
import { say } from "../terminal.ts";

/** A supervisor of stand-ins; each argument is the behaviour of one child. */
const file = join(import.meta.dirname, "stand-in.ts");
const timing = { firstDelayMs: 50, longestDelayMs: 100, quickCrashes: 3, graceMs: 500 };
const fleet = createFleet({
  env: () => process.env,
  timing,
  onGiveUp: (reason) => {
    say(`Gave up: ${reason}`);
    void fleet.stop().then(() => process.exit(1));
  },
});
onStopSignals(
  () => void fleet.stop().then(() => process.exit(0)),
  () => {
    fleet.kill();
    process.exit(1);
  },
);
for (const [index, behaviour] of process.argv.slice(2).entries()) fleet.start({ name: `child${index}`, file, args: [behaviour] });
