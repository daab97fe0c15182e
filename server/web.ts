import { createServer } from "node:http";
import { parseArgs } from "node:util";
import next from "next";
import { equipAgents } from "#server/agents/index.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { bridge } from "#server/api/bridge.ts";
import { applyUnattendedSetup } from "#server/auth/index.ts";
import { closeIntakePool } from "#server/intake/index.ts";
import { closeQueue } from "#server/jobs/queue.ts";
import { applyFirstKey } from "#server/keys/index.ts";
import { closeDatabase } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { onShutdown } from "#server/platform/lifeline.ts";
import { log } from "#server/platform/log.ts";
import { startBoardStream } from "#server/realtime/board-stream.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { startPersonStreams } from "#server/realtime/person-stream.ts";
import { startPresence } from "#server/realtime/presence.ts";
import { endViewers } from "#server/realtime/viewer.ts";
import { handleApi } from "./http/handle-api.ts";
import { sendProblem } from "./http/respond.ts";
import { setSecurityHeaders } from "./http/security-headers.ts";
import { handleStatusPage, isStatusPage } from "./http/status-pages.ts";

const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
const { HOST, PORT } = env();
const isDevelopment = values.dev === true;

globalThis.musterBridge = bridge;
equipAgents({ tools: AGENT_TOOLS });
const app = next({ dev: isDevelopment, dir: new URL("..", import.meta.url).pathname, hostname: HOST, port: PORT });
await Promise.all([app.prepare(), startListener(), applyFirstKey().then(applyUnattendedSetup)]);
const renderPage = app.getRequestHandler();
const stopLive = [startPresence(), startPersonStreams(), startBoardStream()];

const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000, keepAliveTimeout: 10_000 }, (req, res) => {
  setSecurityHeaders(req, res, { isDevelopment });
  if (req.url?.startsWith("/api/")) void handleApi(req, res);
  else if (isStatusPage(req.url)) handleStatusPage(req, res).catch((error: unknown) => sendProblem(res, error));
  else renderPage(req, res).catch((error: unknown) => sendProblem(res, error));
});
if (isDevelopment) server.on("upgrade", app.getUpgradeHandler());
// After a restart all browsers come back within seconds.
server.listen({ port: PORT, host: HOST, backlog: 4_096 }, () => log.info(`Web listens on http://${HOST}:${PORT}`));

onShutdown(async () => {
  server.close();
  for (const stop of stopLive) stop();
  endViewers();
  server.closeIdleConnections();
  await Promise.allSettled([stopListener(), closeQueue()]);
  server.closeAllConnections();
  await Promise.allSettled([closeIntakePool(), closeDatabase()]);
});
