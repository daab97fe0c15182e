import type { z } from "zod";
import type { Risk } from "#lib/contracts/agent.ts";
import type { Permission } from "#lib/contracts/permissions.ts";
import type { Ctx } from "#server/platform/ctx.ts";

/** Something that an agent can do, as data. It runs with the rights of the person who asked, or of the one who accepted it. */
export type Tool = {
  /** As the model calls it: small letters, digits and underscores. */
  name: string;
  title: string;
  /** For the model: what it does and when to use it. */
  description: string;
  permission: Permission;
  /** Only `read` runs by itself; everything else is proposed to a person. */
  risk: Risk;
  input: z.ZodType;
  run(ctx: Ctx, input: unknown): Promise<unknown>;
  /** True when `run` does the same request once by `ctx.requestKey`: then a call that was interrupted may be made again. */
  key?: boolean;
  /** What accepting it would do, in one sentence for the person. Made of its fields when absent. */
  effect?(input: unknown): string;
};

type Typed<S extends z.ZodType> = Omit<Tool, "input" | "run" | "effect"> & {
  input: S;
  run(ctx: Ctx, input: z.output<S>): Promise<unknown>;
  effect?(input: z.output<S>): string;
};

/** Writes a tool so that its `run` and `effect` know the type of its input. */
export function defineTool<S extends z.ZodType>(tool: Typed<S>): Tool {
  return tool as Tool;
}
