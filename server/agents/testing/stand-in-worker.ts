import { closeDatabase } from "#server/platform/db.ts";
import { onShutdown } from "#server/platform/lifeline.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { type Driver, startAgentRuns, type Tool } from "../index.ts";
import { compatibleModel } from "../model/choose.ts";
import { anAgent, LEAVE_TRACE, LEAVE_TRACE_ONCE } from "./desk.ts";

/**
 * A worker of agents' runs that tests may kill: the product's own loop, with tools that tell when they begin and when they have done it.
 * Arguments: the model's address or "none", and the tool that the built-in way calls.
 */
const [modelUrl = "none", toolName = LEAVE_TRACE.name] = process.argv.slice(2);
const LONG_ENOUGH_TO_DIE_MS = 30;

const told = (tool: Tool): Tool => ({
  ...tool,
  run: async (ctx, input) => {
    const { text } = input as { text: string };
    await tell(`begin ${text}`);
    const value = await tool.run(ctx, input);
    await tell(`did ${text}`);
    return value;
  },
});

const twelveSteps: Driver = async function* ({ incident }) {
  for (let step = 1; step <= 12; step += 1) {
    yield { type: "text", text: `Now ${step}. ` };
    yield { type: "call", tool: toolName, input: { reference: incident, text: `Step ${step}` } };
  }
  yield { type: "text", text: "All done." };
};

const tools = [LEAVE_TRACE, LEAVE_TRACE_ONCE].map(told);
const model = modelUrl === "none" ? null : { name: "compatible/scripted", model: compatibleModel(modelUrl, "scripted"), price: null };
const limits = { leaseSeconds: 1, renewMs: 200, coalesceMs: 10 };
let stop: (() => Promise<void>) | undefined;

process.on("message", () => {
  void startListener().then(() => {
    stop = startAgentRuns({ tools, agents: [anAgent(twelveSteps, tools)], model, limits });
  });
});
onShutdown(async () => {
  await stop?.();
  await stopListener();
  await closeDatabase();
});
process.send?.("loaded");

/** Waits a moment, so that whoever wants to kill at this point can. */
function tell(words: string): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(words, undefined, {}, () => setTimeout(resolve, LONG_ENOUGH_TO_DIE_MS));
  });
}
