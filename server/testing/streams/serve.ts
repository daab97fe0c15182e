import { createServer } from "node:http";
import { flushCompileCache } from "node:module";
import { handleApi } from "#server/http/handle-api.ts";
import { onShutdown } from "#server/platform/lifeline.ts";
import { startBoardStream } from "#server/realtime/board-stream.ts";
import { startListener } from "#server/realtime/listener.ts";
import { startPersonStreams } from "#server/realtime/person-stream.ts";
import { startPresence } from "#server/realtime/presence.ts";
import { openViewers } from "#server/realtime/viewer.ts";

/** The API and its streams as `server/web.ts` serves them, without pages: a process that tests may kill. Its argument is the port. */
await startListener();
startPresence();
startPersonStreams();
startBoardStream();
const server = createServer((req, res) => void handleApi(req, res));
server.listen(Number(process.argv[2]), "127.0.0.1", () => process.send?.("listening"));
flushCompileCache();
process.on("message", () => process.send?.(openViewers()));
onShutdown(async () => server.closeAllConnections());
