import { json, type Reply } from "../listen.ts";

/** A refusal in the API server's shape. */
export function refused(code: number, reason: string, message: string, details?: Record<string, unknown>): Reply {
  return json({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, ...(details ? { details } : {}), code }, code);
}
