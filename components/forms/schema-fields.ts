import { z } from "zod";

export type FieldChoice = { value: string; label: string };

/** One control of a form, as its schema describes it. `isEmptyNull`: an empty control means null, else that the value is absent. */
export type FormField = {
  name: string;
  label: string;
  help: string | undefined;
  placeholder: string | undefined;
  isRequired: boolean;
  isEmptyNull: boolean;
} & ({ control: "line" | "text" | "number" | "switch" | "lines" } | { control: "choice" | "choices"; choices: FieldChoice[] });

/** What a control holds while it is edited: the text of lines and numbers, a switch, several choices. */
export type Raw = string | boolean | string[];

type JsonSchema = {
  type?: string;
  title?: string;
  description?: string;
  placeholder?: string;
  isMultiline?: boolean;
  labels?: Record<string, string>;
  enum?: string[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  default?: unknown;
};

/**
 * The fields of an object schema, in its order. Words come from `.meta({ title, description, placeholder, labels, isMultiline })`;
 * throws for a property that no control can show.
 */
export function fieldsOf(schema: z.ZodObject): FormField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  return Object.entries(properties).map(([name, property]) => fieldOf(name, property, required.includes(name)));
}

function fieldOf(name: string, property: JsonSchema, isRequired: boolean): FormField {
  const isNullable = property.anyOf?.some(({ type }) => type === "null") ?? false;
  const type = isNullable ? { ...property.anyOf?.find((one) => one.type !== "null"), ...property } : property;
  const words = {
    name,
    label: type.title ?? wordsOf(name),
    help: type.description,
    placeholder: type.placeholder,
    isRequired: isRequired && !isNullable,
    isEmptyNull: isNullable,
  };
  if (type.enum) return { ...words, control: "choice", choices: choicesOf(type.enum, type.labels) };
  if (type.type === "boolean") return { ...words, control: "switch" };
  if (type.type === "number" || type.type === "integer") return { ...words, control: "number" };
  if (type.type === "string") return { ...words, control: type.isMultiline ? "text" : "line" };
  if (type.type === "array" && type.items?.enum) return { ...words, control: "choices", choices: choicesOf(type.items.enum, type.labels) };
  if (type.type === "array" && type.items?.type === "string") return { ...words, control: "lines" };
  throw new Error(`The form has no control for “${name}”. Give it a simple type, or show it by hand.`);
}

/** `windowDays` as “Window days”. */
function wordsOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function choicesOf(values: string[], labels: Record<string, string> = {}): FieldChoice[] {
  return values.map((value) => ({ value, label: labels[value] ?? value }));
}

/** What a control shows for a value. */
export function rawOf(field: FormField, value: unknown): Raw {
  if (field.control === "switch") return value === true;
  if (field.control === "choices") return Array.isArray(value) ? value.map(String) : [];
  if (field.control === "lines") return Array.isArray(value) ? value.join("\n") : "";
  return value === null || value === undefined ? "" : String(value);
}

/** The input for the schema that a control stands for. A number that is none stays text, so that the schema refuses it in its own words. */
export function inputOf(field: FormField, raw: Raw): unknown {
  if (typeof raw !== "string") return raw;
  if (field.control === "lines") return raw.split("\n").filter((line) => line.trim() !== "");
  if (raw.trim() === "" && (field.control === "number" || field.control === "choice" || !field.isRequired))
    return field.isEmptyNull ? null : emptyOf(field);
  if (field.control !== "number") return raw;
  const number = Number(raw.replace(",", "."));
  return Number.isNaN(number) ? raw : number;
}

/** A line that may be left out and is not nullable is sent empty, so that clearing it clears what is stored. */
function emptyOf(field: FormField): "" | undefined {
  return field.control === "line" || field.control === "text" ? "" : undefined;
}

export type Read<T> = { value: T; errors: null } | { value: null; errors: Record<string, string> };

/** Parses what the controls hold: the value, or the first complaint about each field. */
export function readForm<S extends z.ZodObject>(schema: S, fields: FormField[], raws: Record<string, Raw>): Read<z.output<S>> {
  const input = Object.fromEntries(fields.map((field) => [field.name, inputOf(field, raws[field.name] ?? rawOf(field, undefined))]));
  const parsed = schema.safeParse(input);
  if (parsed.success) return { value: parsed.data, errors: null };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[String(path[0] ?? "")] ??= message;
  return { value: null, errors };
}
