import type { Action, Runbook, Step, Undo } from "#lib/contracts/runbook.ts";
import type { PlannedStep, RunPlan } from "#lib/contracts/runbook-plan.ts";
import { RUNBOOK_LIMITS, type RunMode } from "#lib/contracts/runbook-terms.ts";
import { type ParameterFault, readParameters } from "./parameters.ts";
import { plannedChecks } from "./plan-checks.ts";
import { fill, TemplateFault, type Values } from "./templates.ts";
import { mapAction } from "./walk.ts";

/** The other runbooks by their names, for those that are nested. */
export type Library = (slug: string) => Runbook | null;
export type Planned = { plan: RunPlan; faults: [] } | { plan: null; faults: ParameterFault[] };

/**
 * Everything that a run of this runbook would do with these values, word for word; or what is wrong with them. The same input gives the same plan. Pure.
 */
export function planRun(runbook: Runbook, given: Values, mode: RunMode, library: Library): Planned {
  const { values, faults } = readParameters(runbook.parameters, given);
  if (faults.length > 0) return { plan: null, faults };
  try {
    const steps = stepsOf(runbook, values, library, []).map((step, at) => ({ ...step, n: at + 1 }));
    if (steps.length > RUNBOOK_LIMITS.steps)
      throw new TemplateFault(`With its nested runbooks it has ${steps.length} steps, and at most ${RUNBOOK_LIMITS.steps} fit. Split it.`);
    const [target, namespace] = [fill(runbook.target, values), fill(runbook.namespace, values)];
    const { verification } = runbook;
    const watches = (verification?.watches ?? []).map(({ title, action }, at) => ({
      n: at + 1,
      title: fill(title, values),
      action: filledAction(action, values),
    }));
    return {
      plan: {
        slug: runbook.slug,
        title: runbook.title,
        mode,
        parameters: values,
        cluster: null,
        target,
        namespace,
        preflight: plannedChecks({
          preflight: runbook.preflight,
          steps,
          target,
          namespace,
          fill: (text) => fill(text, values),
          act: (action) => filledAction(action, values),
        }),
        steps,
        verification: watches.length > 0 && verification ? { minutes: verification.minutes, everyMinutes: verification.everyMinutes, watches } : null,
      },
      faults: [],
    };
  } catch (error) {
    if (error instanceof TemplateFault) return { plan: null, faults: [{ name: "", message: error.message }] };
    throw error;
  }
}

type Unnumbered = Omit<PlannedStep, "n">;

function stepsOf(runbook: Runbook, values: Values, library: Library, above: readonly string[]): Unnumbered[] {
  return runbook.steps.flatMap((step) =>
    step.nested ? nestedSteps(runbook, step, values, library, above) : [plannedStep(step, values, above.length > 0 ? runbook.slug : null)],
  );
}

function nestedSteps(runbook: Runbook, step: Step, values: Values, library: Library, above: readonly string[]): Unnumbered[] {
  const slug = step.nested?.slug ?? "";
  const path = [...above, runbook.slug];
  if (path.includes(slug)) throw new TemplateFault(`“${step.title}” nests ${slug}, which nests itself: ${[...path, slug].join(" → ")}.`);
  if (path.length > RUNBOOK_LIMITS.nesting) throw new TemplateFault(`“${step.title}”: runbooks nest at most ${RUNBOOK_LIMITS.nesting} deep.`);
  const inner = library(slug);
  if (!inner) throw new TemplateFault(`“${step.title}” nests ${slug}, and there is no such runbook. Correct the name, or write it.`);
  const skip = skipReason(step, values);
  const given = Object.fromEntries(Object.entries(step.nested?.parameters ?? {}).map(([name, text]) => [name, fill(text, values)]));
  const read = readParameters(inner.parameters, given);
  const [fault] = read.faults;
  if (fault) throw new TemplateFault(`“${step.title}” (${slug}): ${fault.message}`);
  return stepsOf(inner, read.values, library, path).map((one) => (skip ? { ...one, skip } : one));
}

function plannedStep(step: Step, values: Values, from: string | null): Unnumbered {
  const part = (action: Action | null): Action | null => (action ? filledAction(action, values) : null);
  const { kind, risk, timeoutSeconds, retries, retryAfterSeconds, onFailure, isIdempotent, secrets } = step;
  return {
    title: fill(step.title, values),
    about: fill(step.about, values),
    kind,
    risk,
    action: filledAction(step.action ?? { kind: "manual", text: "" }, values),
    check: part(step.check),
    plan: part(step.plan),
    observe: part(step.observe),
    verify: part(step.verify),
    undo: undoOf(step.undo, values),
    skip: skipReason(step, values),
    timeoutSeconds,
    retries,
    retryAfterSeconds,
    onFailure,
    isIdempotent,
    secrets,
    from,
  };
}

function undoOf(undo: Undo | null, values: Values): Undo | null {
  return Array.isArray(undo) ? undo.map((action) => filledAction(action, values)) : undo;
}

function skipReason({ skip, when }: Step, values: Values): string | null {
  if (skip) return fill(skip, values);
  if (!when) return null;
  const name = when.replace("!", "");
  const isTrue = values[name] === "true";
  return isTrue === !when.startsWith("!") ? null : `${name} is ${values[name] ?? "not given"}`;
}

/**
 * An action with its values. Each word of a command stays one word, whatever is put in; one that would become an option, or vanish, is refused.
 * A script gets every value as a variable of its environment, in capitals.
 */
export function filledAction(action: Action, values: Values): Action {
  if (action.kind === "shell") {
    const variables = Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toUpperCase(), value]));
    const own = mapAction(action, (text) => fill(text, values));
    return own.kind === "shell" ? { ...own, env: { ...variables, ...own.env } } : own;
  }
  if (action.kind !== "kubectl") return mapAction(action, (text) => fill(text, values));
  return mapAction(action, (text) => {
    const word = fill(text, values);
    if (text.startsWith("{{") && word.startsWith("-"))
      throw new TemplateFault(`“${word.slice(0, 60)}” begins with a hyphen: kubectl would take it for an option. Give another value.`);
    if (text.startsWith("{{") && word === "") throw new TemplateFault(`${text} is empty, and the command needs it. Give a value.`);
    return word;
  });
}
