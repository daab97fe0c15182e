import { readBody, sendJson } from "#server/http/respond.ts";
import type { Exchange } from "#server/http/routes.ts";
import { authorize } from "#server/platform/authorize.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { findOperation } from "./find.ts";
import { countCall } from "./limit.ts";
import { onlyOnce } from "./repeat.ts";
import { inputOfWords } from "./words.ts";

const ROOT = "/api/v1";
const MAX_BODY_BYTES = 1024 * 1024;

/** Everything under /api/v1 but streams: finds the operation, reads its input from path, address and body, and answers with JSON. */
export async function handleOperation({ req, res, ctx, url }: Exchange): Promise<void> {
  const { operation, params } = findOperation(req.method ?? "GET", url.pathname.slice(ROOT.length));
  await countCall(ctx);
  authorize(ctx, operation.permission);
  const isRead = operation.method === "GET" || operation.method === "DELETE";
  const given = isRead ? inputOfWords(operation.input, url.searchParams) : await readJson(req);
  const input = { ...given, ...params };
  const run = () => operation.run(ctx, input);
  const answer = operation.method === "GET" ? await run() : await onlyOnce(ctx, operation.name, input, run);
  sendJson(res, operation.status, answer);
}

async function readJson(req: Exchange["req"]): Promise<Record<string, unknown>> {
  const text = (await readBody(req, MAX_BODY_BYTES)).toString("utf8");
  if (text.trim() === "") return {};
  const parsed = parse(text);
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  throw new InvalidError("Send a JSON object, such as {}.");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidError("The body is not JSON. Send it with double quotes and without a comma at the end.");
  }
}
