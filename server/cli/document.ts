import type { Client } from "./client.ts";

/** JSON Schema, as far as a command line has to know it. */
export type Schema = {
  type?: string;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  enum?: unknown[];
  default?: unknown;
  description?: string;
  format?: string;
};

/** One operation of the console, as its OpenAPI document says. */
export type RemoteOperation = {
  name: string;
  about: string;
  method: string;
  path: string;
  words: string[];
  fields: Record<string, { schema: Schema; place: "path" | "query" | "body"; isRequired: boolean }>;
};

type Parameter = { name: string; in: string; required?: boolean; schema?: Schema };
type Item = {
  operationId: string;
  summary: string;
  parameters?: Parameter[];
  requestBody?: { content: { "application/json": { schema: Schema } } };
  "x-words"?: string[];
};

/** What the console offers. The command line knows no operation by itself, so it fits every console that it talks to. */
export async function readOperations(client: Client): Promise<RemoteOperation[]> {
  const document = (await client.send("GET", "/api/v1/openapi.json")) as { paths: Record<string, Record<string, Item>> };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, item]) => (item["x-words"] ? [operationOf(path, method.toUpperCase(), item)] : [])),
  );
}

function operationOf(path: string, method: string, item: Item): RemoteOperation {
  const fields: RemoteOperation["fields"] = {};
  for (const { name, in: place, required, schema } of item.parameters ?? []) {
    if (place === "path" || place === "query") fields[name] = { schema: schema ?? {}, place, isRequired: required === true };
  }
  const body = item.requestBody?.content["application/json"].schema;
  for (const [name, schema] of Object.entries(body?.properties ?? {})) {
    fields[name] = { schema, place: "body", isRequired: body?.required?.includes(name) === true };
  }
  return { name: item.operationId.replaceAll("_", "-"), about: item.summary, method, path, words: item["x-words"] ?? [], fields };
}
