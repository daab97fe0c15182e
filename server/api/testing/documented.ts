import { z } from "zod";
import type { Operation } from "../operations/define.ts";

type Described = { responses: Record<string, { content: Record<string, { schema: { $ref: string } }> }> };
type Document = { paths: Record<string, Record<string, Described>>; components: { schemas: Record<string, object> } };
export type Answered = { status: number; type: string; body: unknown };

/** Reads the published description as a stranger would: by its JSON Schemas alone. */
export function readDescription(document: unknown) {
  const { paths, components } = document as Document;
  const $defs = JSON.parse(JSON.stringify(components.schemas).replaceAll("#/components/schemas/", "#/$defs/"));
  const known = new Map<string, z.ZodType>();

  function schemaOf($ref: string): z.ZodType {
    const schema = known.get($ref) ?? z.fromJSONSchema({ $defs, $ref: $ref.replace("#/components/schemas/", "#/$defs/") });
    known.set($ref, schema);
    return schema;
  }

  /** What about an answer differs from the description: its status, its type, or its shape. */
  return function flawsOf({ path, method }: Operation, { status, type, body }: Answered): string[] {
    const responses = paths[path]?.[method.toLowerCase()]?.responses ?? {};
    const response = responses[status] ?? (status >= 400 ? responses.default : undefined);
    if (!response) return [`the status ${status} is not described`];
    const [describedType = "", content] = Object.entries(response.content)[0] ?? [];
    if (!content || !type.startsWith(describedType)) return [`it is ${type}, and described as ${describedType}`];
    const parsed = schemaOf(content.schema.$ref).safeParse(body);
    return parsed.success ? [] : parsed.error.issues.map(({ path: at, message }) => `${at.join(".")}: ${message}`);
  };
}
