import { UsageError } from "./command.ts";
import type { RemoteOperation, Schema } from "./document.ts";

export type Given = { input: Record<string, unknown>; isJson: boolean; isHelp: boolean };

/**
 * Reads what was typed after an operation's name: bare words for its first fields, `--field value` for the others. Lists are repeated or
 * separated by commas; `--impact.usersPercent 15` reaches into an object; `--no-field` says false.
 * @throws UsageError that says what is wrong.
 */
export function readArgs(operation: RemoteOperation, args: readonly string[]): Given {
  const given: Given = { input: {}, isJson: false, isHelp: false };
  const bare: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg === "--json") given.isJson = true;
    else if (arg === "--help" || arg === "-h") given.isHelp = true;
    else if (arg === "--") {
      bare.push(...args.slice(at + 1));
      break;
    } else if (arg.startsWith("--")) at += option(operation, given.input, arg.slice(2), args[at + 1]);
    else bare.push(arg);
  }
  takeWords(operation, given.input, bare);
  return given;
}

function takeWords(operation: RemoteOperation, input: Record<string, unknown>, bare: string[]): void {
  const open = operation.words.filter((name) => !(name in input));
  for (const [index, name] of open.entries()) {
    const isLast = index === open.length - 1;
    const word = isLast ? bare.slice(index).join(" ") : bare[index];
    if (word) input[name] = valueFor(schemaOf(operation, name), word);
  }
  if (open.length === 0 && bare.length > 0) throw new UsageError(`“${bare[0]}” is one word too many. See: muster ${operation.name} --help`);
}

/** Takes one option and answers with how many further arguments it used. */
function option(operation: RemoteOperation, input: Record<string, unknown>, text: string, next: string | undefined): number {
  const [name = "", inline] = text.includes("=") ? [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)] : [text];
  const negated = name.startsWith("no-") && !find(operation, name) ? find(operation, name.slice(3)) : null;
  if (negated) return put(input, negated.path, false);
  const found = find(operation, name);
  if (!found) throw new UsageError(`There is no option --${name}. See: muster ${operation.name} --help`);
  if (inline !== undefined) return put(input, found.path, valueFor(found.schema, inline));
  const isFlag = typeOf(found.schema) === "boolean" && next !== "true" && next !== "false";
  if (isFlag) return put(input, found.path, true);
  if (next === undefined) throw new UsageError(`--${name} needs a value. See: muster ${operation.name} --help`);
  put(input, found.path, valueFor(found.schema, next));
  return 1;
}

type FoundField = { path: string[]; schema: Schema };

function find(operation: RemoteOperation, name: string): FoundField | null {
  const [first = "", ...rest] = name.split(".");
  const field = Object.keys(operation.fields).find((one) => one === first || kebab(one) === first);
  if (!field) return null;
  let schema = schemaOf(operation, field);
  const path = [field];
  for (const part of rest) {
    const within = bareSchema(schema).properties ?? {};
    const key = Object.keys(within).find((one) => one === part || kebab(one) === part);
    if (!key) return null;
    schema = within[key] ?? {};
    path.push(key);
  }
  return { path, schema };
}

function put(input: Record<string, unknown>, [first = "", ...rest]: string[], value: unknown): 0 {
  if (rest.length > 0) {
    const inner = (input[first] ?? {}) as Record<string, unknown>;
    put(inner, rest, value);
    input[first] = inner;
  } else if (Array.isArray(value) && Array.isArray(input[first])) input[first] = [...input[first], ...value];
  else input[first] = value;
  return 0;
}

function valueFor(schema: Schema, word: string): unknown {
  const bare = bareSchema(schema);
  switch (typeOf(schema)) {
    case "array":
      return typeOf(bare.items ?? {}) === "object" ? [parsed(word)] : word.split(",").filter((part) => part !== "");
    case "number":
    case "integer":
      return /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : word;
    case "boolean":
      return word === "true" ? true : word === "false" ? false : word;
    case "object":
      return parsed(word);
    default:
      return word === "null" && schema.anyOf ? null : word;
  }
}

function parsed(word: string): unknown {
  try {
    return JSON.parse(word);
  } catch {
    return word;
  }
}

function schemaOf(operation: RemoteOperation, name: string): Schema {
  return operation.fields[name]?.schema ?? {};
}

function bareSchema(schema: Schema): Schema {
  return schema.anyOf?.find(({ type }) => type !== "null") ?? schema;
}

export function typeOf(schema: Schema): string {
  return bareSchema(schema).type ?? "string";
}

export function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
