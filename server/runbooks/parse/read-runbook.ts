import { Parameter, PREFLIGHT_CHECKS, Preflight, Runbook, Verification } from "#lib/contracts/runbook.ts";
import { actionOf } from "./action-of.ts";
import { secondsOf } from "./duration.ts";
import { fault, isRaw, type Raw, type Reading, refuseUnknown, textIn, textsIn } from "./reading.ts";
import { STEP_FIELDS, stepOf } from "./step-of.ts";

const FIELDS = [
  "name",
  "title",
  "summary",
  "tags",
  "signatures",
  "services",
  "target",
  "namespace",
  "parameters",
  "preflight",
  "steps",
  "verification",
];
const PARAMETER_FIELDS = ["name", "type", "title", "about", "default", "choices", "min", "max", "pattern", "from"];

/** The names that its templates may use, before anything else is read. */
export function parameterNames(raw: Raw): Set<string> {
  const list = Array.isArray(raw.parameters) ? raw.parameters : isRaw(raw.parameters) ? Object.keys(raw.parameters) : [];
  return new Set(list.map((one) => String(isRaw(one) ? (one.name ?? "") : one).toLowerCase()));
}

/** A runbook from the fields of its text; null where an error was noted. Steps that were read already are taken as they are. */
export function readRunbook(reading: Reading, raw: Raw, lineOfStep: (at: number) => number): Runbook | null {
  refuseUnknown(reading, [], raw, FIELDS, "A runbook");
  const slug = textIn(reading, [], raw, "name").toLowerCase();
  if (slug === "") fault(reading, [], "Give the runbook a name, such as `name: pod-restart-graceful`.", "name");
  const steps = Array.isArray(raw.steps) ? raw.steps : [];
  if (steps.length === 0) fault(reading, ["steps"], "A runbook has at least one step.", "steps");
  const made = {
    slug,
    title: textIn(reading, [], raw, "title") || titleOf(slug),
    summary: textIn(reading, [], raw, "summary"),
    tags: textsIn(reading, [], raw, "tags"),
    signatures: textsIn(reading, [], raw, "signatures"),
    services: textsIn(reading, [], raw, "services"),
    target: textIn(reading, [], raw, "target"),
    namespace: textIn(reading, [], raw, "namespace"),
    parameters: parametersIn(reading, raw.parameters),
    preflight: preflightIn(reading, raw.preflight),
    steps: steps.flatMap((one, at) => stepOf(reading, ["steps", at], one, lineOfStep(at)) ?? []),
    verification: verificationIn(reading, raw.verification),
  };
  if (reading.problems.some(({ level }) => level === "error")) return null;
  const parsed = Runbook.safeParse(made);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues.slice(0, 10)) {
    const path = issue.path.map((part) => (part === "slug" ? "name" : part)) as (string | number)[];
    fault(reading, path, `${path.join(".")}: ${issue.message}`);
  }
  return null;
}

function titleOf(slug: string): string {
  const words = slug.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function parametersIn(reading: Reading, raw: unknown): Parameter[] {
  if (raw === undefined || raw === null) return [];
  const list = Array.isArray(raw)
    ? raw
    : isRaw(raw)
      ? Object.entries(raw).map(([name, rest]) => ({ name, ...(isRaw(rest) ? rest : { default: rest }) }))
      : [];
  const seen = new Set<string>();
  return list.flatMap((one: unknown, at) => {
    const path = ["parameters", at];
    const own: Raw = isRaw(one) ? one : { name: String(one) };
    refuseUnknown(reading, path, own, PARAMETER_FIELDS, "A parameter");
    const { default: standard, choices, name, ...rest } = own;
    const given = {
      ...rest,
      name: String(name ?? "").toLowerCase(),
      ...(standard === undefined || standard === null ? {} : { default: String(standard) }),
      ...(Array.isArray(choices) ? { choices: choices.map(String), type: own.type ?? "choice" } : {}),
    };
    const parsed = Parameter.safeParse(given);
    if (!parsed.success) {
      for (const issue of parsed.error.issues.slice(0, 3))
        fault(reading, path, `Parameter ${given.name || at + 1}: ${issue.path.join(".")}: ${issue.message}`, "parameter");
      return [];
    }
    if (seen.has(parsed.data.name)) fault(reading, path, `The parameter ${parsed.data.name} is there twice.`, "parameter");
    seen.add(parsed.data.name);
    return [parsed.data];
  });
}

function preflightIn(reading: Reading, raw: unknown): Preflight[] {
  if (raw === undefined || raw === null) return [];
  const list = Array.isArray(raw) ? raw : [raw];
  return list.flatMap((one: unknown, at) => {
    const path = ["preflight", at];
    const own: Raw = isRaw(one) ? one : { [String(one)]: "" };
    const { title, advice, ...rest } = own;
    const words = { title: title === undefined ? "" : String(title), isAdvice: advice === true };
    const named = PREFLIGHT_CHECKS.find((name) => name in rest);
    if (named && Object.keys(rest).length === 1) return [Preflight.parse({ ...words, check: named, subject: String(rest[named] ?? "").trim() })];
    if (named) return none(reading, path, `The check ${named} takes a word at most, besides title and advice.`);
    const known = Object.keys(rest).every((name) => STEP_FIELDS.includes(name));
    if (!known)
      return none(reading, path, `There is no check “${Object.keys(rest)[0] ?? ""}”. There are: ${PREFLIGHT_CHECKS.join(", ")}, or a command.`);
    const action = actionOf(reading, path, rest);
    return action ? [Preflight.parse({ ...words, check: "action", action })] : [];
  });
}

function verificationIn(reading: Reading, raw: unknown): Verification | null {
  if (!isRaw(raw)) return null;
  refuseUnknown(reading, ["verification"], raw, ["for", "every", "watches"], "The verification");
  const watches = (Array.isArray(raw.watches) ? raw.watches : []).flatMap((one: unknown, at) => {
    const path = ["verification", "watches", at];
    if (!isRaw(one)) return none(reading, path, "A watch has a title and what is looked at.");
    const { title, ...rest } = one;
    const action = actionOf(reading, path, rest);
    return action ? [{ title: String(title ?? "Watch"), action }] : [];
  });
  const minutes = (value: unknown, fallback: number): number => (value === undefined ? fallback : (secondsOf(value) ?? Number.NaN) / 60);
  const parsed = Verification.safeParse({ minutes: minutes(raw.for, 15), everyMinutes: minutes(raw.every, 3), watches });
  if (parsed.success) return parsed.data;
  fault(reading, ["verification"], "The verification wants `for` and `every` as spans such as 15m and 3m.");
  return null;
}

function none(reading: Reading, path: readonly (string | number)[], message: string): [] {
  fault(reading, path, message);
  return [];
}
