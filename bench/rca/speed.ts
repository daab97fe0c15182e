import { NO_LOGS } from "#server/rca/logs/digest.ts";
import { type LogDigest, openLogDigest } from "#server/rca/logs/open-digest.ts";
