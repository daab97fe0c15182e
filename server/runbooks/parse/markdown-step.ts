import type { Code } from "mdast";
import { isRaw, type Raw } from "./reading.ts";
import { readYaml } from "./yaml.ts";

const ROLES = ["check", "plan", "observe", "verify", "undo"] as const;
type Role = (typeof ROLES)[number];

/** A step while its text is read. `commands`: what it does, one fence each. `next`: the part that the next fence is. */
export type Draft = { title: string; line: number; about: string[]; raw: Raw; commands: { text: string; line: number }[]; next: Role | null };

export function openDraft(title: string, line: number): Draft {
  return { title: title.trim(), line, about: [], raw: {}, commands: [], next: null };
}

const SETTINGS: Record<string, string> = {
  risk: "risk",
  timeout: "timeout",
  retries: "retries",
  "retry after": "retryAfter",
  when: "when",
  skip: "skip",
  "on failure": "onFailure",
  idempotent: "idempotent",
  secrets: "secrets",
};

const PART_WORDS: readonly [RegExp, Role][] = [
  [/^(check|before|precondition)\s*:?$/i, "check"],
  [/^(plan|preview)\s*:?$/i, "plan"],
  [/^(observe|state)\s*:?$/i, "observe"],
  [/^(verify|verification|expected|afterwards)\s*:?$/i, "verify"],
  [/^(undo|roll\s?back|to undo( it)?|to roll back)\s*:?$/i, "undo"],
];

/** Whether a line is a setting such as `Risk: high`, or announces a part such as `Undo:`; takes it where wanted. */
export function settingIn(draft: Draft, line: string, isTaken: boolean): boolean {
  const words = line.trim();
  const part = PART_WORDS.find(([pattern]) => pattern.test(words));
  if (part) {
    if (isTaken) draft.next = part[1];
    return true;
  }
  const none = /^(?:no (?:undo|rollback|roll back)|(?:undo|rollback|roll back)\s*:\s*(?:none|no|not possible))\s*[:,–-]\s*(.+)$/i.exec(words);
  if (none) {
    if (isTaken) draft.raw.undo = { none: none[1] };
    return true;
  }
  const inline = /^(check|verify|undo|rollback|plan|observe)\s*:\s*(kubectl\s.+)$/i.exec(words);
  if (inline) {
    const role = PART_WORDS.find(([pattern]) => pattern.test(inline[1] ?? ""))?.[1];
    if (isTaken && role) addPart(draft, role, { kubectl: inline[2] });
    return true;
  }
  const found = /^([a-z ]+?)\s*:\s*(.+)$/i.exec(words);
  const field = SETTINGS[(found?.[1] ?? "").toLowerCase()];
  if (!found || !field) return false;
  if (isTaken) draft.raw[field] = found[2]?.trim();
  return true;
}

/** What a fence is: by its own word (```bash undo), by what stands before it, or the command itself. */
export function applyFence(draft: Draft, code: Code, line: number): void {
  const meta = `${code.meta ?? ""} `;
  const said = ROLES.find((role) => new RegExp(`\\b${role}\\b`, "i").test(meta)) ?? (/\brollback\b/i.test(meta) ? "undo" : null);
  const role = said ?? draft.next;
  draft.next = null;
  if (/^ya?ml$/i.test(code.lang ?? "") && /\bstep\b/i.test(meta)) {
    Object.assign(draft.raw, readYaml(code.value, line + 1).raw ?? {});
    return;
  }
  if (!/^(bash|sh|shell|console|zsh|kubectl|terminal)$/i.test(code.lang ?? "sh")) {
    draft.about.push(code.value);
    return;
  }
  const expected = /expect="([^"]*)"|expect=(\S+)/i.exec(meta);
  if (role) addPart(draft, role, withCommand(code.value, expected?.[1] ?? expected?.[2]));
  else draft.commands.push({ text: code.value, line });
}

function withCommand(text: string, expected: string | undefined): Raw {
  return { ...commandFields(text), ...(expected === undefined ? {} : { expect: expected }) };
}

function addPart(draft: Draft, role: Role, part: Raw): void {
  if (role === "undo") draft.raw.undo = [...(Array.isArray(draft.raw.undo) ? draft.raw.undo : isRaw(draft.raw.undo) ? [draft.raw.undo] : []), part];
  else draft.raw[role] = part;
}

/** One line for kubectl stays one command; whatever else it is, a shell reads it. */
function commandFields(text: string): Raw {
  const lines = text
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.replace(/^\s*[$>]\s+/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const [only = ""] = lines;
  const isSimple = lines.length === 1 && /^kubectl\s/.test(only) && !/[|<>;`]|&|\$\(/.test(only);
  return isSimple ? { kubectl: only } : { shell: lines.join("\n"), network: true };
}

/** The steps of a draft: one for each command; one by hand where there is none. */
export function draftSteps(draft: Draft): { raw: Raw; line: number }[] {
  const { title, line, raw, commands } = draft;
  const about = draft.about.join("\n\n").trim();
  const real = commands.filter(({ text }) => text.split("\n").some((one) => one.trim() !== "" && !one.trim().startsWith("#")));
  const isDone = ["kubectl", "shell", "http", "query", "wait", "manual", "ask", "agent", "notify", "runbook"].some((name) => raw[name] !== undefined);
  if (real.length === 0 || isDone) {
    const comment = commands.map(({ text }) => text.replaceAll(/^\s*#\s?/gm, "").trim()).join(" ");
    const skip = /^(skipped|not (?:required|needed))/i.test(comment) ? { skip: reasonOf(comment) } : {};
    return [{ raw: { title, about, ...(isDone ? {} : { manual: about || title }), ...raw, ...skip }, line }];
  }
  return real.map(({ text, line: at }, index) => {
    const isLast = index === real.length - 1;
    const { undo, verify, ...rest } = raw;
    const after = isLast ? { ...(undo === undefined ? {} : { undo }), ...(verify === undefined ? {} : { verify }) } : {};
    return {
      raw: { title: index === 0 ? title : `${title} (${index + 1})`, about: index === 0 ? about : "", ...rest, ...after, ...commandFields(text) },
      line: index === 0 ? line : at,
    };
  });
}

function reasonOf(comment: string): string {
  const words = comment.replace(/^skipped\s*[:–-]?\s*/i, "").trim();
  return words === "" ? "The runbook skips it" : words.charAt(0).toUpperCase() + words.slice(1);
}
