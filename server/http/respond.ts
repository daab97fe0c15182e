import type { IncomingMessage, ServerResponse } from "node:http";
import { problemOf } from "#server/api/trpc.ts";
import { UnavailableError } from "#server/platform/errors.ts";
import { log } from "#server/platform/log.ts";

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  res.end(JSON.stringify(body));
}

/** Answers with problem details (RFC 9457), unless an answer has begun. */
export function sendProblem(res: ServerResponse, error: unknown): void {
  const problem = problemOf(error);
  if (problem.status >= 500) log.error({ error: error instanceof Error ? error.stack : String(error) }, problem.detail);
  if (res.headersSent) return void res.destroy();
  if (problem.status === 401) res.setHeader("www-authenticate", 'Bearer realm="muster"');
  if (problem.retryAfterSeconds !== null) res.setHeader("retry-after", String(problem.retryAfterSeconds));
  res.writeHead(problem.status, { "content-type": "application/problem+json; charset=utf-8", "cache-control": "no-store" });
  const { code, status, detail, errors, conflict } = problem;
  res.end(
    JSON.stringify({ type: `urn:muster:${code}`, title: code.replaceAll("_", " "), status, detail, code, errors, ...(conflict ? { conflict } : {}) }),
  );
}

/** The whole body, at most `limit` bytes; more is refused before it is read. */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () =>
    new UnavailableError(
      `The request is larger than ${Math.round(limit / 1024).toLocaleString("en")} kB. Send less; nothing was saved.`,
      "too_large",
    );
  if (Number(req.headers["content-length"] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
