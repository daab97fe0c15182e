import { Action, type ActionKind, Expectation } from "#lib/contracts/runbook.ts";
import { secondsOf } from "./duration.ts";
import { fault, isRaw, type Raw, type Reading } from "./reading.ts";
import { splitWords } from "./split-words.ts";

type Path = readonly (string | number)[];

export const ACTION_FIELDS: readonly ActionKind[] = ["kubectl", "shell", "http", "query", "wait", "manual", "ask", "agent", "notify"];
/** Fields beside the action's own that belong to it. */
export const ACTION_DETAILS = ["expect", "env", "network"] as const;

/** A command as people write it: one line for kubectl is a kubectl action, anything else a script. Comments and prompts are taken away. */
export function commandAction(reading: Reading, text: string): Action | null {
  const lines = text
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.replace(/^\s*[$>]\s+/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  if (lines.length === 0) return null;
  const [only = ""] = lines;
  if (lines.length === 1 && /^kubectl\s/.test(only)) {
    const split = splitWords(only, reading.parameters);
    if (split.argv) return { kind: "kubectl", argv: split.argv };
  }
  return { kind: "shell", script: lines.join("\n"), env: {}, network: true };
}

/** The action among the fields of a step or of one of its parts; null where there is none, or a problem was noted. */
export function actionOf(reading: Reading, path: Path, raw: unknown): Action | null {
  if (typeof raw === "string") return commandAction(reading, raw);
  if (!isRaw(raw))
    return nothing(reading, path, "Give a command, or one of the fields kubectl, shell, http, query, wait, manual, ask, agent, notify.");
  const kinds = ACTION_FIELDS.filter((kind) => raw[kind] !== undefined);
  const [kind] = kinds;
  if (!kind) return nothing(reading, path, `Say what is done: one of ${ACTION_FIELDS.join(", ")}.`);
  if (kinds.length > 1) return nothing(reading, path, `One thing at a time: this has ${kinds.join(" and ")}. Make two steps of it.`);
  const made = MAKERS[kind](reading, [...path, kind], raw[kind], raw);
  if (!made) return null;
  const whole = { ...made, ...expectationIn(reading, path, raw, kind) };
  const parsed = Action.safeParse(whole);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues.slice(0, 5))
    fault(reading, [...path, kind], `${kind}: ${issue.path.join(".") || "this"}: ${issue.message}`);
  return null;
}

type Maker = (reading: Reading, path: Path, value: unknown, raw: Raw) => Raw | null;

const MAKERS: Record<ActionKind, Maker> = {
  kubectl: (reading, path, value) => {
    if (Array.isArray(value))
      return { kind: "kubectl", argv: ["kubectl", ...value.map(String)].filter((word, at) => at !== 1 || word !== "kubectl") };
    if (typeof value !== "string") return nothing(reading, path, "kubectl wants its words as text or as a list.");
    const split = splitWords(value.trim().replace(/^kubectl\s+/, ""), reading.parameters);
    if (split.argv) return { kind: "kubectl", argv: ["kubectl", ...split.argv] };
    return nothing(reading, path, `This kubectl line needs a shell for ${split.needsShell}. Write it under shell, or without.`);
  },
  shell: (reading, path, value, raw) => {
    if (typeof value !== "string") return nothing(reading, path, "shell wants a script as text.");
    const env = isRaw(raw.env) ? Object.fromEntries(Object.entries(raw.env).map(([name, text]) => [name, String(text)])) : {};
    return { kind: "shell", script: value.trim(), env, network: raw.network === true };
  },
  http: (reading, path, value) => {
    const line = typeof value === "string" ? /^(?:(GET|HEAD|POST|PUT|PATCH|DELETE)\s+)?(\S+)$/.exec(value.trim()) : null;
    if (line) return { kind: "http", ...(line[1] ? { method: line[1] } : {}), url: line[2] };
    if (!isRaw(value))
      return nothing(reading, path, "http wants an address such as `GET https://…`, or the fields method, url, headers, body, status.");
    const { status, headers, ...rest } = value;
    const texts = isRaw(headers) ? Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)])) : {};
    return { kind: "http", ...rest, headers: texts, ...(status === undefined ? {} : { status: [status].flat() }) };
  },
  query: (reading, path, value) => {
    const raw: Raw = typeof value === "string" ? { query: value } : isRaw(value) ? value : {};
    const { condition, hold, every, ...rest } = raw;
    const stated = /^\s*(.*?)\s*(<=|>=|==|<|>)\s*(-?[\d.]+(?:e-?\d+)?|\{\{[^{}]+\}\})\s*$/s.exec(
      typeof condition === "string" ? `_ ${condition}` : String(raw.query ?? ""),
    );
    if (!stated) return nothing(reading, path, "A query wants a condition such as `< 0.01`, as `condition` or at its end.");
    const value_ = stated[3] ?? "";
    return {
      kind: "query",
      ...rest,
      query: typeof condition === "string" ? raw.query : stated[1],
      operator: stated[2],
      value: value_.startsWith("{{") ? value_ : Number(value_),
      ...(hold === undefined ? {} : { holdSeconds: secondsOf(hold) ?? hold }),
      ...(every === undefined ? {} : { everySeconds: secondsOf(every) ?? every }),
    };
  },
  wait: (_reading, _path, value) => ({ kind: "wait", seconds: secondsOf(value) ?? String(value) }),
  manual: (_reading, _path, value) => ({ kind: "manual", text: String(value).trim() }),
  ask: (_reading, _path, value) => (isRaw(value) ? { kind: "ask", ...value } : { kind: "ask", question: String(value).trim() }),
  agent: (reading, path, value) =>
    isRaw(value)
      ? { kind: "agent", agent: value.agent ?? value.name, prompt: value.prompt }
      : nothing(reading, path, "agent wants the fields agent and prompt."),
  notify: (_reading, _path, value) => ({ kind: "notify", text: String(value).trim() }),
};

function expectationIn(reading: Reading, path: Path, raw: Raw, kind: ActionKind): Raw {
  if (raw.expect === undefined || raw.expect === null) return {};
  if (!["kubectl", "shell", "http"].includes(kind)) {
    fault(reading, [...path, "expect"], `${kind} has no output to expect anything of.`);
    return {};
  }
  const wanted = isRaw(raw.expect)
    ? Object.fromEntries(Object.entries(raw.expect).map(([name, value]) => [name, ["atLeast", "atMost"].includes(name) ? value : String(value)]))
    : { equals: String(raw.expect) };
  const parsed = Expectation.safeParse(wanted);
  if (parsed.success) return { expect: parsed.data };
  fault(reading, [...path, "expect"], "expect has one of: equals, contains, matches, atLeast, atMost.");
  return {};
}

function nothing(reading: Reading, path: Path, message: string): null {
  fault(reading, path, message);
  return null;
}
