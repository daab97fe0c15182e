import { z } from "zod";
import { BoardRow } from "#lib/contracts/board.ts";
import { KeySummary } from "#lib/contracts/key.ts";
import { PersonDetails, PersonSummary } from "#lib/contracts/people.ts";
import { ServiceDetails, ServiceSummary } from "#lib/contracts/service.ts";
import { TeamSummary } from "#lib/contracts/team.ts";
import { Fact, TimelineEntry } from "#lib/contracts/timeline.ts";
import type { Operation } from "./define.ts";
import { Incident } from "./incidents.ts";
import { OPERATIONS } from "./index.ts";

type Json = Record<string, unknown>;

/** Shapes that have a name of their own in the document. */
const NAMED = { Incident, TimelineEntry, Fact, BoardRow, ServiceSummary, ServiceDetails, TeamSummary, PersonSummary, PersonDetails, KeySummary };

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().meta({ description: "What failed and what to do" }),
  code: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
  conflict: z.looseObject({}).optional().meta({ description: "Where two edited the same: the field with both values" }),
});

let document: Json | undefined;

/** The OpenAPI 3.1 description of every operation. Pure; made once. */
export function openApiDocument(): Json {
  document ??= makeDocument();
  return document;
}

function makeDocument(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({ ...NAMED, Problem })) registry.add(schema, { id });
  for (const { name, output } of OPERATIONS) if (!registry.has(output)) registry.add(output, { id: `${name}_output` });
  const { schemas } = z.toJSONSchema(registry, { ...READABLE, uri: (id) => `#/components/schemas/${id}` });
  return {
    openapi: "3.1.0",
    info: { title: "Muster", version: "1", description: "Everything that the console does, for scripts. Times are RFC 3339 in UTC." },
    servers: [{ url: "/api/v1" }],
    security: [{ key: [] }],
    paths: { ...pathsOf(registry), ...STREAMS },
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "An API key, made in Settings or in one's account" } },
      schemas: Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutHeader(schema as Json)])),
    },
  };
}

/** As it is sent, not as it is kept; what JSON Schema cannot say is left open, and a time's format says enough without its pattern. */
const READABLE = {
  io: "input",
  unrepresentable: "any",
  override: ({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string } }) => {
    if (jsonSchema.format) delete jsonSchema.pattern;
  },
} as const;

/** The JSON Schema (2020-12) of an operation's input, whole in itself; also what MCP shows. */
export function inputSchemaOf({ input }: Operation): Json {
  return withoutHeader({ ...(z.toJSONSchema(input, READABLE) as Json), additionalProperties: false });
}

function withoutHeader({ $schema: _, $id: __, ...schema }: Json): Json {
  return schema;
}

type Registry = ReturnType<typeof z.registry<{ id: string }>>;

function pathsOf(registry: Registry): Json {
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] ??= {};
    const item = paths[operation.path] as Json;
    item[operation.method.toLowerCase()] = itemOf(operation, registry);
  }
  return paths;
}

function itemOf(operation: Operation, registry: Registry): Json {
  const { name, about, permission, risk, path, method, status } = operation;
  const answer = { $ref: `#/components/schemas/${registry.get(operation.output)?.id}` };
  const ok = { description: "Done", content: { "application/json": { schema: answer } } };
  return {
    operationId: name,
    summary: about,
    tags: [path.split("/")[1] ?? ""],
    "x-permission": permission,
    "x-risk": risk,
    "x-words": operation.words,
    parameters: [...parametersOf(operation), ...(method === "GET" ? [] : [IDEMPOTENCY])],
    ...(method === "GET" || method === "DELETE" ? {} : { requestBody: bodyOf(operation) }),
    responses: { [status]: ok, default: PROBLEM },
  };
}

const PROBLEM = {
  description: "Refused: what failed and what to do (RFC 9457)",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

const IDEMPOTENCY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "8 to 200 printable characters that name this request: a repeat changes nothing and gets the first answer",
  schema: { type: "string", minLength: 8, maxLength: 200 },
};

function parametersOf(operation: Operation): Json[] {
  const { properties = {}, required = [] } = inputSchemaOf(operation) as { properties?: Json; required?: string[] };
  const inPath = pathFields(operation);
  const inQuery = operation.method === "GET" || operation.method === "DELETE" ? Object.keys(properties).filter((name) => !inPath.includes(name)) : [];
  return [
    ...inPath.map((name) => ({ name, in: "path", required: true, schema: properties[name] ?? { type: "string" } })),
    ...inQuery.map((name) => ({ name, in: "query", required: required.includes(name), schema: properties[name] })),
  ];
}

function bodyOf(operation: Operation): Json {
  const { properties = {}, required = [], ...rest } = inputSchemaOf(operation) as { properties?: Json; required?: string[] };
  const inPath = pathFields(operation);
  const own = Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name)));
  const example = Object.fromEntries(Object.entries(operation.example).filter(([name]) => !inPath.includes(name)));
  const needed = required.filter((name) => !inPath.includes(name));
  return {
    required: needed.length > 0,
    content: { "application/json": { schema: { ...rest, properties: own, ...(needed.length > 0 ? { required: needed } : {}) }, example } },
  };
}

export function pathFields({ path }: Operation): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
}

const LAST_EVENT = {
  name: "Last-Event-ID",
  in: "header",
  required: false,
  schema: { type: "integer" },
  description: "Go on after this seq",
};

function stream(operationId: string, summary: string, tag: string, field: string, described: string): Json {
  const text = { description: described, content: { "text/event-stream": { schema: { type: "string" } } } };
  const parameters = [{ name: field, in: "path", required: true, schema: { type: "string" } }, LAST_EVENT];
  const rights = { "x-permission": "incident.read", "x-risk": "read" };
  return { get: { operationId, summary, tags: [tag], ...rights, parameters, responses: { 200: text, default: PROBLEM } } };
}

const STREAMS: Json = {
  "/incidents/{reference}/events": stream(
    "follow_incident",
    "Follow an incident's timeline live.",
    "incidents",
    "reference",
    "Events: `id` is the seq, `data` the entry",
  ),
  "/runs/{id}/events": stream(
    "follow_run",
    "Follow what an agent says and does, until its run is over.",
    "runs",
    "id",
    "Events: `id` is the seq, `data` the chunk; at the end an event `over`",
  ),
};
