import type { Action, Step } from "#lib/contracts/runbook.ts";

/** Every action of a step: what it does and its parts. */
export function actionsOf({
  action,
  check,
  plan,
  observe,
  verify,
  undo,
}: Pick<Step, "action" | "check" | "plan" | "observe" | "verify" | "undo">): Action[] {
  return [action, check, plan, observe, verify, ...(Array.isArray(undo) ? undo : [])].flatMap((one) => one ?? []);
}

/** Every text of a step that may hold templates. A script is none of them: it gets its parameters another way. */
export function textsOf(step: Step): string[] {
  return [step.title, step.about, ...Object.values(step.nested?.parameters ?? {}), ...actionsOf(step).flatMap(textsOfAction)];
}

function textsOfAction(action: Action): string[] {
  const found: string[] = [];
  mapAction(action, (text) => {
    found.push(text);
    return text;
  });
  return found;
}

/** The action with each of its texts replaced. Names, kinds and scripts stay. */
export function mapAction(action: Action, map: (text: string) => string): Action {
  switch (action.kind) {
    case "kubectl":
      return { ...action, argv: action.argv.map((word, at) => (at === 0 ? word : map(word))), ...expected(action, map) };
    case "shell":
      return { ...action, env: mapValues(action.env, map), ...expected(action, map) };
    case "http":
      return { ...action, url: map(action.url), headers: mapValues(action.headers, map), body: map(action.body), ...expected(action, map) };
    case "query":
      return { ...action, query: map(action.query), value: typeof action.value === "string" ? map(action.value) : action.value };
    case "wait":
      return { ...action, seconds: typeof action.seconds === "string" ? map(action.seconds) : action.seconds };
    case "manual":
    case "notify":
      return { ...action, text: map(action.text) };
    case "ask":
      return { ...action, question: map(action.question), choices: action.choices.map(map) };
    case "agent":
      return { ...action, prompt: map(action.prompt) };
    default:
      return action satisfies never;
  }
}

function mapValues(record: Record<string, string>, map: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, text]) => [name, map(text)]));
}

type Expecting = {
  expect?:
    | { equals?: string | undefined; contains?: string | undefined; atLeast?: number | string | undefined; atMost?: number | string | undefined }
    | undefined;
};

function expected({ expect }: Expecting, map: (text: string) => string): object {
  if (!expect) return {};
  return {
    expect: Object.fromEntries(
      Object.entries(expect).map(([name, value]) => [name, typeof value === "string" && name !== "matches" ? map(value) : value]),
    ),
  };
}
