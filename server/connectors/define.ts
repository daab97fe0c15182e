import { z } from "zod";
import type { ReadingKind, SecretsOf, SettingsOf } from "#lib/contracts/connection-kinds.ts";
import { instantOf } from "#server/evidence/index.ts";
import { type Capture, captureOf, type Window } from "./capture.ts";
import { ConnectorFailed } from "./failure.ts";
import type { Far, Limits } from "./far.ts";
import { type Asked, ask, jsonOf, type Question } from "./http.ts";

/** A connection with its secrets opened, and what it may reach. `check` names what to look at when something is wrong. */
export type OpenConnection<K extends ReadingKind = ReadingKind> = {
  kind: K;
  name: string;
  source: "settings" | "environment";
  settings: SettingsOf<K>;
  secrets: SecretsOf<K>;
  check: Far["check"];
  allowedHosts: readonly string[];
  limits?: Partial<Limits>;
};

/** A system that can be asked. `ask` puts any reading question; `under` is what stands behind a path of it, asked in the same way. */
export type Link = {
  kind: ReadingKind;
  name: string;
  title: string;
  far: Far;
  namespaces: readonly string[];
  ask(question: Question, signal?: AbortSignal): Promise<Asked>;
  json<T>(question: Question, shape: z.ZodType<T>, signal?: AbortSignal): Promise<{ asked: Asked; body: T }>;
  capture<R>(
    operation: string,
    rows: R[],
    answers: readonly Asked[],
    more?: { window?: Window; truncated?: boolean; warnings?: string[] },
  ): Capture<R>;
};

/** Something that can be read from a system: typed, bounded, and of no consequence for it. */
export type ReadOperation<I extends z.ZodType = z.ZodType, R = unknown> = {
  about: string;
  input: I;
  run(link: Link, input: z.output<I>, signal?: AbortSignal): Promise<Capture<R>>;
};

export function reading<I extends z.ZodType, R>(operation: ReadOperation<I, R>): ReadOperation<I, R> {
  return operation;
}

/** One of several operations; `read` checks what it is given. */
export type AnyReading = { about: string; input: z.ZodType; run(link: Link, input: never, signal?: AbortSignal): Promise<Capture<unknown>> };

/** Reads with input that is not checked yet. */
export async function read(operation: AnyReading, link: Link, raw: unknown, signal?: AbortSignal): Promise<Capture<unknown>> {
  return operation.run(link, operation.input.parse(raw) as never, signal);
}

/** A kind of system as data. `far` says how it is asked; `test` what was found there, in a sentence. */
export type Connector<K extends ReadingKind = ReadingKind> = {
  kind: K;
  far(connection: OpenConnection<K>): Promise<Omit<Far, "title" | "check" | "allowedHosts">> | Omit<Far, "title" | "check" | "allowedHosts">;
  test(link: Link, signal?: AbortSignal): Promise<string>;
  operations: Readonly<Record<string, AnyReading>>;
};

export function linkTo(far: Far, { kind, name, namespaces = [] }: { kind: ReadingKind; name: string; namespaces?: readonly string[] }): Link {
  return {
    kind,
    name,
    title: far.title,
    far,
    namespaces,
    ask: (question, signal) => ask(far, question, signal),
    json: async (question, shape, signal) => {
      const asked = await ask(far, question, signal);
      return { asked, body: shaped(far, jsonOf(far, asked), shape) };
    },
    capture: (operation, rows, answers, more = {}) => captureOf(rows, answers, { connector: kind, connection: name, operation, ...more }),
  };
}

function shaped<T>(far: Far, body: unknown, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.slice(0, 4).join(".") || "its answer";
  throw new ConnectorFailed("unreadable", `${far.title} answered in a shape that is not its own (${where}): check ${far.check.address}.`);
}

/** An instant in Unix milliseconds, or as sources write it. */
export const At = z.union([z.number(), z.string()]).transform((value, context) => {
  const at = instantOf(value);
  if (at !== null) return at;
  context.addIssue({ code: "custom", message: "Give a time as 2026-11-23T14:30:00Z." });
  return z.NEVER;
});

export const inWindow = { from: At, to: At };
export const LongText = z.string().trim().min(1, "Give the query.").max(20_000, "The query has at most 20,000 characters.");
export const rowsUpTo = (most: number, usual: number) =>
  z
    .number()
    .int()
    .min(1)
    .max(most, `At most ${most.toLocaleString("en")} at a time.`)
    .default(usual);
