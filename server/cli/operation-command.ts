import { clientOf } from "./client.ts";
import { type Io, UsageError } from "./command.ts";
import { type RemoteOperation, readOperations, type Schema } from "./document.ts";
import { kebab, readArgs, typeOf } from "./read-args.ts";
import { render } from "./render/render.ts";

/** Short names for what is typed most. */
export const ALIASES: Readonly<Record<string, string>> = {
  declare: "declare-incident",
  status: "get-incident",
  list: "list-incidents",
  note: "add-note",
  assign: "assign-role",
  task: "add-task",
  update: "post-update",
  timeline: "get-timeline",
};

/** Runs an operation of the console by its name or alias; null when it has none of that name. */
export async function runOperation(name: string, args: string[], io: Io): Promise<number | null> {
  const client = clientOf(io);
  const operations = await readOperations(client);
  const operation = operations.find((one) => one.name === (ALIASES[name] ?? name));
  if (!operation) return null;
  const { input, isJson, isHelp } = readArgs(operation, args);
  if (isHelp) return say(io, helpFor(operation, name));
  requireFields(operation, input, name);
  const answer = await client.send(operation.method, `/api/v1${addressOf(operation, input)}`, bodyOf(operation, input));
  return say(io, isJson ? JSON.stringify(answer, null, 2) : render(operation.name, answer, client.url));
}

function say(io: Io, text: string): 0 {
  io.out(text);
  return 0;
}

function requireFields(operation: RemoteOperation, input: Record<string, unknown>, name: string): void {
  const missing = Object.entries(operation.fields).flatMap(([field, { isRequired }]) => (isRequired && !(field in input) ? [field] : []));
  if (missing.length > 0) throw new UsageError(`Missing: ${missing.map((field) => `--${kebab(field)}`).join(", ")}. See: muster ${name} --help`);
}

function addressOf(operation: RemoteOperation, input: Record<string, unknown>): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(String(input[field])));
  const query = new URLSearchParams();
  for (const [field, { place }] of Object.entries(operation.fields)) {
    const value = input[field];
    if (place !== "query" || value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(field, typeof one === "object" ? JSON.stringify(one) : String(one));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

function bodyOf(operation: RemoteOperation, input: Record<string, unknown>): Record<string, unknown> | undefined {
  if (operation.method === "GET" || operation.method === "DELETE") return undefined;
  return Object.fromEntries(Object.entries(input).filter(([field]) => operation.fields[field]?.place === "body"));
}

function helpFor(operation: RemoteOperation, name: string): string {
  const bare = operation.words.map((word) => `<${kebab(word)}>`).join(" ");
  const lines = Object.entries(operation.fields).map(([field, { schema, isRequired }]) => {
    const flag = `--${kebab(field)} ${valueWords(schema)}`;
    const note = [isRequired ? "required" : "", schema.description ?? "", defaultWords(schema)].filter(Boolean).join("; ");
    return `  ${flag.padEnd(44)} ${note}`.trimEnd();
  });
  return [
    `muster ${name} ${bare} [options]`,
    "",
    operation.about,
    "",
    "Options:",
    ...lines,
    `  ${"--json".padEnd(44)} the whole answer as JSON`,
  ].join("\n");
}

function valueWords(schema: Schema): string {
  const choices = schema.enum ?? schema.items?.enum ?? schema.anyOf?.find((one) => one.enum)?.enum;
  if (choices && choices.length <= 6) return choices.join("|");
  const type = typeOf(schema);
  return type === "boolean" ? "" : `<${schema.format ?? type}>`;
}

function defaultWords({ default: value }: Schema): string {
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return "";
  return typeof value === "object" ? "" : `default ${String(value)}`;
}
