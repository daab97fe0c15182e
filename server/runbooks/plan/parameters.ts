import type { Parameter } from "#lib/contracts/runbook.ts";
import type { ParameterType } from "#lib/contracts/runbook-terms.ts";
import { fill, namesIn, TemplateFault, type Values } from "./templates.ts";

export type ParameterFault = { name: string; message: string };
export type ReadParameters = { values: Values; faults: ParameterFault[] };

const KUBE_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const NAMED = new Set<ParameterType>(["namespace", "deployment", "statefulset", "node", "pod"]);
const LONGEST = 2_000;

/** The parameters' values from what was given and their defaults, each checked by its type. Faults say what to do. Pure. */
export function readParameters(parameters: readonly Parameter[], given: Values): ReadParameters {
  const faults: ParameterFault[] = Object.keys(given)
    .filter((name) => !parameters.some((one) => one.name === name))
    .map((name) => ({
      name,
      message: `There is no parameter ${name.slice(0, 60)}. There are: ${parameters.map((one) => one.name).join(", ") || "none"}.`,
    }));
  const values: Record<string, string> = {};
  for (const parameter of parameters) {
    const raw = Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined;
    const value = raw === undefined || raw === "" ? standardOf(parameter, values, faults) : raw;
    if (value === null) continue;
    const wrong = faultOf(parameter, value);
    if (wrong) faults.push({ name: parameter.name, message: wrong });
    else values[parameter.name] = value;
  }
  return { values, faults };
}

function standardOf({ name, default: standard }: Parameter, values: Values, faults: ParameterFault[]): string | null {
  if (standard === null) {
    faults.push({ name, message: `Give ${name}: the runbook has no value of its own for it.` });
    return null;
  }
  if (namesIn(standard).some((one) => !Object.hasOwn(values, one) && faults.some((fault) => fault.name === one))) return null;
  try {
    return fill(standard, values);
  } catch (error) {
    faults.push({ name, message: error instanceof TemplateFault ? error.message : String(error) });
    return null;
  }
}

function faultOf({ name, type, choices, min, max, pattern }: Parameter, value: string): string | null {
  if (value.length > LONGEST) return `${name} is longer than ${LONGEST} characters. Shorten it.`;
  if (/\0/.test(value) || !value.isWellFormed()) return `${name} holds a character that no command can take. Type it again.`;
  if (choices.length > 0 && !choices.includes(value)) return `${name} is one of ${choices.join(", ")}.`;
  if (NAMED.has(type) && !KUBE_NAME.test(value)) return `${name} is the name of a ${type}: small letters, digits, hyphens and dots.`;
  if (type === "boolean" && !["true", "false"].includes(value)) return `${name} is true or false.`;
  if (type === "number") return numberFault(name, value, min, max);
  if (pattern && !fits(pattern, value)) return `${name} does not have the form that the runbook asks for (${pattern}).`;
  return null;
}

function numberFault(name: string, value: string, min?: number, max?: number): string | null {
  if (!/^-?\d{1,12}(\.\d{1,6})?$/.test(value)) return `${name} is a number, such as 3.`;
  if (min !== undefined && Number(value) < min) return `${name} is at least ${min}.`;
  return max !== undefined && Number(value) > max ? `${name} is at most ${max}.` : null;
}

/** A pattern that cannot be read fits nothing. */
function fits(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(value);
  } catch {
    return false;
  }
}
