import { pino } from "pino";
import { env } from "./env.ts";

export const log = pino({
  level: env().MUSTER_LOG_LEVEL,
  base: null,
  redact: { paths: ["*.password", "*.token", "*.secret", "*.authorization", "*.cookie", "req.headers"], censor: "[hidden]" },
});
