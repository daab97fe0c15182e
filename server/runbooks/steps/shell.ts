import { performCommand } from "./command.ts";
import type { Performer } from "./workplace.ts";

/** A script for a shell. Parameters and secrets are variables of its environment; the network is there only where the step says so. */
export const performShell: Performer<"shell"> = ({ script, env, network, expect }, at) =>
  performCommand({ argv: ["sh", "-euc", script], env, network, expect }, at);
