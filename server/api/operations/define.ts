import { TRPCError } from "@trpc/server";
import { ZodError, z } from "zod";
import type { Permission } from "#lib/contracts/permissions.ts";
import { findSchedule } from "#server/oncall/index.ts";
import { findPerson } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { InvalidError, MusterError } from "#server/platform/errors.ts";
import { findService } from "#server/services/index.ts";
import { createCaller, type ServerCaller } from "../root.ts";

/**
 * What an operation does to the world: "read" changes nothing, "write" changes what Muster stores, "tells" reaches people beside,
 * "irreversible" cannot be taken back.
 */
export type Risk = "read" | "write" | "tells" | "irreversible";
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What an operation may use: the procedures with the asker's rights, and the meaning of names. */
export type Doorway = {
  api: ServerCaller;
  /** The procedures for one part of an operation that calls several which change something, so that a repeat finds each one's answer. */
  part(name: string): ServerCaller;
  person(word: string): Promise<string>;
  service(word: string): Promise<string>;
  services(words: string[]): Promise<string[]>;
  schedule(word: string): Promise<string>;
};

/**
 * One thing that scripts and agents can do. From this one definition come the HTTP route, its place in OpenAPI, the MCP tool, the command of
 * the command line, and the tool of agents.
 */
export type Operation = {
  /** Such as `add_note`: the name of the tool, and of the command with hyphens. */
  name: string;
  /** What people read where it is called or proposed. */
  title: string;
  about: string;
  method: Method;
  /** Below /api/v1; `{name}` is a field of the input. */
  path: string;
  permission: Permission;
  risk: Risk;
  /** The procedures that it goes through. */
  calls: readonly string[];
  input: z.ZodObject;
  output: z.ZodType;
  status: number;
  /** Which fields are given as bare words on the command line, in order. */
  words: readonly string[];
  /** Input that works on the incident, person and service of an example; for documents and tests. */
  example: Record<string, unknown>;
  run(ctx: Ctx, input: unknown): Promise<unknown>;
};

type Definition<I extends z.ZodObject, O extends z.ZodType> = {
  /** Where its name does not read well as a title. */
  title?: string;
  about: string;
  http: `${Method} /${string}`;
  permission: Permission;
  risk: Risk;
  calls: readonly string[];
  input: I;
  output: O;
  status?: 201 | 202;
  words?: readonly (keyof z.output<I> & string)[];
  example?: z.input<I>;
  run(at: Doorway, input: z.output<I>): Promise<z.input<O>>;
};

export function operation<I extends z.ZodObject, O extends z.ZodType>(name: string, definition: Definition<I, O>): Operation {
  const { http, run, title = titleOf(name), status = 200, words = [], example = {}, ...rest } = definition;
  const [method = "GET", path = "/"] = http.split(" ") as [Method, string];
  return {
    ...rest,
    name,
    title,
    method,
    path,
    status,
    words,
    example,
    run: async (ctx, raw) => {
      refuseUnknown(definition.input, raw);
      return definition.input
        .parseAsync(raw)
        .then((input) => run(doorway(ctx), input))
        .catch(rethrow);
    },
  };
}

/** `add_note` as `Add note`. */
function titleOf(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Refusals as the domain made them, without the transport around: whoever called may be no transport. */
function rethrow(error: unknown): never {
  const cause = error instanceof TRPCError ? error.cause : error;
  if (cause instanceof ZodError) {
    const issues = cause.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    throw new InvalidError(issues[0]?.message ?? "The input is not usable.", "invalid_input", issues);
  }
  throw cause instanceof MusterError ? cause : error;
}

/** A misspelt field is refused, not passed over. */
function refuseUnknown(schema: z.ZodObject, raw: unknown): void {
  const known = Object.keys(schema.shape);
  const unknown = Object.keys((raw ?? {}) as object).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const issues = unknown
    .slice(0, 20)
    .map((name) => ({ path: name.slice(0, 80), message: `There is no such field. There are: ${known.join(", ") || "none"}.` }));
  throw new InvalidError(`There is no field “${issues[0]?.path}” here. There are: ${known.join(", ") || "none"}.`, "invalid_input", issues);
}

function doorway(ctx: Ctx): Doorway {
  const service = (word: string) => findService(ctx, word);
  return {
    api: createCaller(ctx),
    part: (name) => createCaller(ctx.requestKey ? { ...ctx, requestKey: `${ctx.requestKey}:${name}` } : ctx),
    person: (word) => findPerson(ctx, word),
    service,
    services: (words) => Promise.all(words.map(service)),
    schedule: (word) => findSchedule(ctx, word),
  };
}

/** What most changes of an incident answer: the log position after it. */
export const Changed = z.object({ seq: z.number().int().meta({ description: "The incident's log position after the change" }) });
export const ChangedWithId = Changed.extend({ id: z.string() });
