import { createServer } from "node:http";
import { closeIntakePool, storeCounts } from "#server/intake/index.ts";
import { closeDatabase } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { onShutdown } from "#server/platform/lifeline.ts";
import { log } from "#server/platform/log.ts";
import { sendJson, sendProblem } from "./http/respond.ts";
import { receiveSignal, signalPlace } from "./http/signals.ts";

const { HOST, INTAKE_PORT } = env();
const NO_SUCH = "Signals come in here: POST /api/hooks/<integration>, /api/v1/alerts and /api/v1/changes with a key. All else is at the console.";

/** Signals in, and nothing else: whatever happens to the console, alerts are taken. */
const server = createServer(
  { requestTimeout: 15_000, headersTimeout: 10_000, connectionsCheckingInterval: 5_000, keepAliveTimeout: 65_000, maxHeaderSize: 16 * 1024 },
  (req, res) => {
    res.setHeader("x-content-type-options", "nosniff");
    const place = signalPlace(req);
    if (place) void receiveSignal(req, res, place);
    else if (req.url === "/healthz") sendJson(res, 200, { status: "ok" });
    else sendProblem(res, new NotFoundError(NO_SUCH));
  },
);
server.listen({ port: INTAKE_PORT, host: HOST, backlog: 4_096 }, () => log.info(`Signals come in at http://${HOST}:${INTAKE_PORT}`));

onShutdown(async () => {
  await new Promise<void>((closed) => {
    server.close(() => closed());
    server.closeIdleConnections();
  });
  await storeCounts();
  await Promise.allSettled([closeIntakePool(), closeDatabase()]);
});
