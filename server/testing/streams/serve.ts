import { createServer } from "node:http";
import { handleApi } from "#server/http/handle-api.ts";
import { onShutdown } from "#server/platform/lifeline.ts";
import { startBoardStream } from "#server/realtime/board-stream.ts";
import { startListener } from "#server/realtime/listener.ts";
import { startPersonStreams } from "#server/realtime/person-stream.ts";
import { startPresence } from "#server/realtime/presence.ts";
import { openViewers } from "#server/realtime/viewer.ts";

/**
 * The API and its streams as `server/web.ts` serves them, without pages: a process that tests may kill. Says when it is loaded,
 * then listens on the port it is told, and answers anything else with the number of its open streams.
 */
const server = createServer((req, res) => void handleApi(req, res));
process.on("message", (message) => {
  if (typeof message === "number") void serve(message);
  else process.send?.(openViewers());
});
onShutdown(async () => server.closeAllConnections());
process.send?.("loaded");

async function serve(port: number): Promise<void> {
  await startListener();
  startPresence();
  startPersonStreams();
  startBoardStream();
  server.listen(port, "127.0.0.1", () => process.send?.("listening"));
}
