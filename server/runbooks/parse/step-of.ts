import { type Action, Step, type Undo } from "#lib/contracts/runbook.ts";
import { riskOf } from "#lib/contracts/runbook-risk.ts";
import { STEP_RISKS, type StepKind, type StepRisk } from "#lib/contracts/runbook-terms.ts";
import { ACTION_DETAILS, ACTION_FIELDS, actionOf } from "./action-of.ts";
import { secondsOf } from "./duration.ts";
import { fault, isRaw, type Raw, type Reading, refuseUnknown, textIn, textsIn } from "./reading.ts";

type Path = readonly (string | number)[];

const PARTS = ["check", "plan", "observe", "verify"] as const;
const OWN = ["title", "about", "risk", "undo", "skip", "when", "timeout", "retries", "retryAfter", "onFailure", "idempotent", "secrets"] as const;
export const STEP_FIELDS = [...OWN, ...PARTS, ...ACTION_FIELDS, ...ACTION_DETAILS, "runbook", "parameters"];

/** One step from its fields; null where it cannot be used, and then why was noted. */
export function stepOf(reading: Reading, path: Path, raw: unknown, line: number): Step | null {
  if (!isRaw(raw)) return nothing(reading, path, "A step has fields: at least title, and what is done.");
  refuseUnknown(reading, path, raw, STEP_FIELDS, "A step");
  const nested = nestedIn(reading, path, raw);
  const skip = textIn(reading, path, raw, "skip") || null;
  const hasAction = ACTION_FIELDS.some((name) => raw[name] !== undefined);
  const action = nested || (skip && !hasAction) ? { kind: "manual" as const, text: skip ?? "" } : actionOf(reading, path, raw);
  if (!action) return null;
  const kind: StepKind = nested ? "runbook" : action.kind;
  const parts = Object.fromEntries(PARTS.map((name) => [name, raw[name] === undefined ? null : actionOf(reading, [...path, name], raw[name])]));
  const made = {
    title: textIn(reading, path, raw, "title"),
    about: textIn(reading, path, raw, "about"),
    kind,
    action: nested ? null : action,
    nested,
    risk: riskIn(reading, path, raw, nested ? null : action),
    ...parts,
    undo: undoIn(reading, path, raw),
    skip,
    when: textIn(reading, path, raw, "when").replaceAll(/[{}\s]/g, "") || null,
    ...limitsIn(reading, path, raw),
    secrets: textsIn(reading, path, raw, "secrets"),
    line,
  };
  const parsed = Step.safeParse(made);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues.slice(0, 5)) {
    const name = String(issue.path[0] ?? "");
    fault(reading, [...path, name], name === "title" ? "A step wants a title of 1 to 200 characters." : `${issue.path.join(".")}: ${issue.message}`);
  }
  return null;
}

function riskIn(reading: Reading, path: Path, raw: Raw, action: Action | null): StepRisk {
  const least = action ? riskOf(action) : "read";
  if (raw.risk === undefined) return least;
  const said = String(raw.risk).toLowerCase().trim();
  const risk = STEP_RISKS.find((one) => one === said || `${one} risk` === said);
  if (risk) return risk;
  fault(reading, [...path, "risk"], `There is no risk “${said}”. There are: ${STEP_RISKS.join(", ")}.`);
  return least;
}

function undoIn(reading: Reading, path: Path, raw: Raw): Undo | null {
  const value = raw.undo;
  if (value === undefined || value === null) return null;
  if (isRaw(value) && value.none !== undefined) return { none: String(value.none) };
  const list = Array.isArray(value) ? value : [value];
  const actions = list.flatMap((one, at) => actionOf(reading, Array.isArray(value) ? [...path, "undo", at] : [...path, "undo"], one) ?? []);
  return actions.length > 0 ? actions : null;
}

function nestedIn(reading: Reading, path: Path, raw: Raw): Step["nested"] {
  if (raw.runbook === undefined) return null;
  const own = isRaw(raw.runbook) ? raw.runbook : { slug: raw.runbook, parameters: raw.parameters };
  const slug = String(own.slug ?? own.name ?? "")
    .trim()
    .toLowerCase();
  if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(slug))
    fault(reading, [...path, "runbook"], "Name the nested runbook as in its address, such as pod-restart-graceful.");
  const parameters = isRaw(own.parameters) ? Object.fromEntries(Object.entries(own.parameters).map(([name, value]) => [name, String(value)])) : {};
  return { slug, parameters };
}

function limitsIn(reading: Reading, path: Path, raw: Raw): Raw {
  const limits: Raw = {};
  const seconds = (name: string, field: string): void => {
    if (raw[name] === undefined) return;
    const value = secondsOf(raw[name]);
    if (value === null) fault(reading, [...path, name], `“${String(raw[name])}” is no span of time. Write 60s, 5m or 1h.`);
    else limits[field] = value;
  };
  seconds("timeout", "timeoutSeconds");
  seconds("retryAfter", "retryAfterSeconds");
  if (raw.retries !== undefined) limits.retries = Number(raw.retries);
  if (raw.onFailure !== undefined) limits.onFailure = String(raw.onFailure).toLowerCase();
  if (raw.idempotent !== undefined) limits.isIdempotent = raw.idempotent === true || raw.idempotent === "true";
  return limits;
}

function nothing(reading: Reading, path: Path, message: string): null {
  fault(reading, path, message);
  return null;
}
