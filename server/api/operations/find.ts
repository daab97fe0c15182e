import { NotFoundError } from "#server/platform/errors.ts";
import type { Operation } from "./define.ts";
import { OPERATIONS } from "./index.ts";

type Found = { operation: Operation; params: Record<string, string> };

const PATTERNS = OPERATIONS.map((operation) => ({ operation, segments: operation.path.split("/") }));

/** The operation behind a method and a path below /api/v1. @throws NotFoundError, which names the methods that the path has. */
export function findOperation(method: string, path: string): Found {
  const given = path.split("/");
  const others: string[] = [];
  for (const { operation, segments } of PATTERNS) {
    const params = matching(segments, given);
    if (params && operation.method === method) return { operation, params };
    if (params) others.push(operation.method);
  }
  const where = `/api/v1${path.slice(0, 200)}`;
  if (others.length > 0) throw new NotFoundError(`${where} does not take ${method.slice(0, 20)}, but ${[...new Set(others)].join(", ")}.`);
  throw new NotFoundError(`There is nothing at ${where}. See /docs/api.`);
}

function matching(segments: string[], given: string[]): Record<string, string> | null {
  if (segments.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith("{")) params[segment.slice(1, -1)] = decoded(value);
    else if (segment !== value) return null;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
