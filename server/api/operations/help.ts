import type { OperationHelp } from "#lib/trpc/bridge.ts";
import type { Operation } from "./define.ts";
import { OPERATIONS } from "./index.ts";
import { inputSchemaOf, pathFields } from "./openapi.ts";

type Schema = {
  type?: string;
  anyOf?: Schema[];
  items?: Schema;
  enum?: unknown[];
  format?: string;
  description?: string;
  default?: unknown;
};

/** Every operation in the words of its documentation page. */
export function operationHelp(): OperationHelp[] {
  return OPERATIONS.map((operation) => {
    const { name, about, method, path, permission, risk, example } = operation;
    const subject = path.split("/")[1] ?? "";
    return { name, about, method, path: `/api/v1${path}`, subject, permission, risk, fields: fieldsOf(operation), example };
  });
}

function fieldsOf(operation: Operation): OperationHelp["fields"] {
  const { properties = {}, required = [] } = inputSchemaOf(operation) as { properties?: Record<string, Schema>; required?: string[] };
  const inPath = pathFields(operation);
  const isInAddress = operation.method === "GET" || operation.method === "DELETE";
  const order = [...inPath, ...Object.keys(properties).filter((name) => !inPath.includes(name))];
  return order.map((name) => {
    const schema = properties[name] ?? {};
    const place = inPath.includes(name) ? "path" : isInAddress ? "query" : "body";
    return { name, place, type: typeWords(schema), isRequired: place === "path" || required.includes(name), note: noteOf(schema) };
  });
}

function typeWords(schema: Schema): string {
  if (schema.enum) return schema.enum.join(" | ");
  if (schema.anyOf) return schema.anyOf.map(typeWords).join(" or ");
  if (schema.type === "array") return `list of ${typeWords(schema.items ?? {})}`;
  return schema.format === "date-time" ? "time" : (schema.format ?? schema.type ?? "any");
}

function noteOf({ description, default: value }: Schema): string {
  const isTold = value !== undefined && value !== "" && typeof value !== "object";
  return [description, isTold ? `Default: ${String(value)}` : ""].filter(Boolean).join(". ");
}
