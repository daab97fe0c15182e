import { initTRPC, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import type { ErrorCode, FieldConflict } from "#lib/contracts/errors.ts";
import type { Permission } from "#lib/contracts/permissions.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, InvalidError, MusterError, UnavailableError } from "#server/platform/errors.ts";
import { isUnreachable } from "#server/platform/unreachable.ts";

/** What a screen or script gets to know of a refusal. */
export type Problem = {
  code: ErrorCode | "internal";
  status: number;
  detail: string;
  errors: { path: string; message: string }[];
  conflict: FieldConflict | null;
  retryAfterSeconds: number | null;
};

/** A procedure without a permission does not compile; "public" is for what nobody has signed in for yet. */
export type Meta = { permission: Permission | "public" };

const t = initTRPC
  .context<Ctx>()
  .meta<Meta>()
  .create({
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      message: problemOf(error.cause ?? error).detail,
      data: { ...shape.data, stack: undefined, problem: problemOf(error.cause ?? error) },
    }),
  });

const TRPC_CODES: Record<number, TRPCError["code"]> = {
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  503: "SERVICE_UNAVAILABLE",
};

/** Translates typed errors into the transport's, in this one place. */
const translated = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (cause instanceof MusterError || isUnreachable(cause)) {
    const { status, detail } = problemOf(cause);
    throw new TRPCError({ code: TRPC_CODES[status] ?? "INTERNAL_SERVER_ERROR", message: detail, cause });
  }
  return result;
});

function permitted(permission: Permission | "public") {
  return translated.meta({ permission }).use(({ ctx, next }) => {
    if (permission !== "public") authorize(ctx, permission);
    return next();
  });
}

/** A procedure that reads. */
export const query = permitted;
/** A procedure that changes something. The command itself authorises again, on the very subject. */
export const command = permitted;
export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Hands a procedure's context and input to a command or query of a domain. */
export function run<I, O>(work: (ctx: Ctx, input: I) => Promise<O>) {
  return ({ ctx, input }: { ctx: Ctx; input: I }): Promise<O> => work(ctx, input);
}

export function problemOf(error: unknown): Problem {
  const plain = { errors: [], conflict: null, retryAfterSeconds: null };
  if (error instanceof ZodError) {
    const errors = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    return { ...plain, code: "invalid_input", status: 422, detail: errors[0]?.message ?? "The input is not usable.", errors };
  }
  if (error instanceof MusterError) {
    return {
      code: error.code,
      status: error.status,
      detail: error.message,
      errors: error instanceof InvalidError ? error.issues : [],
      conflict: error instanceof ConflictError ? error.conflict : null,
      retryAfterSeconds: error instanceof UnavailableError ? error.retryAfterSeconds : null,
    };
  }
  if (isUnreachable(error)) {
    return {
      ...plain,
      code: "unavailable",
      status: 503,
      detail: "The database cannot be reached. Nothing was saved; try again in a few seconds.",
      retryAfterSeconds: 3,
    };
  }
  if (error instanceof TRPCError && (error.cause instanceof MusterError || error.cause instanceof ZodError || isUnreachable(error.cause)))
    return problemOf(error.cause);
  if (error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR") {
    const status = { NOT_FOUND: 404, PAYLOAD_TOO_LARGE: 413, METHOD_NOT_SUPPORTED: 405 }[error.code as string] ?? 400;
    return { ...plain, code: status === 404 ? "not_found" : "invalid_input", status, detail: error.message };
  }
  return {
    ...plain,
    code: "internal",
    status: 500,
    detail: "Something failed in Muster itself. Nothing was saved; try again, and tell an administrator if it stays.",
  };
}
