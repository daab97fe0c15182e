/** What a runbook's texts refer to: `{{name}}`, or a number with a distance: `{{replicas - 1}}`. */
const TEMPLATE = /\{\{\s*([^{}]*?)\s*\}\}/g;
const EXPRESSION = /^([a-z][a-z0-9_]*)(?:\s*([+-])\s*(\d{1,6}))?$/;

export type Values = Readonly<Record<string, string>>;

export class TemplateFault extends Error {}

/** Fills the templates of one text. What is put in is never read again, so a value cannot bring templates of its own. */
export function fill(text: string, values: Values): string {
  return text.replaceAll(TEMPLATE, (_, inside: string) => filled(inside, values));
}

/** The names that a text refers to; a template that cannot be read stands with its own text after `?`. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(TEMPLATE)].map(([, inside = ""]) => EXPRESSION.exec(inside)?.[1] ?? `?${inside}`);
}

function filled(inside: string, values: Values): string {
  const found = EXPRESSION.exec(inside);
  if (!found) throw new TemplateFault(`“{{${inside}}}” cannot be read. Write {{name}}, or {{name + 1}} for a number.`);
  const [, name = "", sign, distance] = found;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new TemplateFault(`There is no parameter “${name}”. Add it to the parameters, or correct the name.`);
  if (!sign) return value;
  if (!/^-?\d{1,12}$/.test(value))
    throw new TemplateFault(`{{${inside}}} counts with ${name}, which is “${value.slice(0, 40)}” and no whole number.`);
  return String(Number(value) + (sign === "+" ? 1 : -1) * Number(distance));
}
