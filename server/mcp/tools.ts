import type { CallToolResult, Tool } from "@modelcontextprotocol/sdk/types.js";
import { OPERATIONS, type Operation } from "#server/api/operations/index.ts";
import { inputSchemaOf } from "#server/api/operations/openapi.ts";
import { problemOf } from "#server/api/trpc.ts";
import { mayUse } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { log } from "#server/platform/log.ts";

/** The tools that this key may use; others are not shown. */
export function toolsFor(ctx: Ctx): Tool[] {
  return OPERATIONS.filter(({ permission }) => mayUse(ctx, permission)).map(toolOf);
}

/** Runs a tool. A refusal is an answer that says what to do, so that whoever asked can correct it. */
export async function callTool(ctx: Ctx, name: string, input: Record<string, unknown>): Promise<CallToolResult> {
  const operation = OPERATIONS.find((one) => one.name === name);
  if (!operation) return refused(`There is no tool “${name}”. List the tools to see what there is.`);
  try {
    const answer = await operation.run(ctx, input);
    return { content: [{ type: "text", text: JSON.stringify(answer) }], structuredContent: answer as Record<string, unknown> };
  } catch (error) {
    const { status, detail, errors } = problemOf(error);
    if (status >= 500) log.error({ tool: name, error: error instanceof Error ? error.stack : String(error) }, detail);
    return refused([detail, ...errors.map(({ path, message }) => `${path}: ${message}`)].join("\n"));
  }
}

function toolOf(operation: Operation): Tool {
  const { name, title, about, risk } = operation;
  return {
    name,
    title,
    description: risk === "tells" ? `${about} People are told of it.` : about,
    inputSchema: { ...inputSchemaOf(operation), type: "object" } as Tool["inputSchema"],
    annotations: { readOnlyHint: risk === "read", destructiveHint: risk === "irreversible", openWorldHint: risk === "tells" },
  };
}

function refused(text: string): CallToolResult {
  return { isError: true, content: [{ type: "text", text }] };
}
