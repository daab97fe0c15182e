import type { Action } from "./contracts/runbook.ts";

/** An action as a person would type it, for screens, timelines and approvals. */
export function commandOf(action: Action): string {
  switch (action.kind) {
    case "kubectl":
      return action.argv.map(quoted).join(" ");
    case "shell":
      return action.script;
    case "http":
      return `${action.method} ${action.url}`;
    case "query":
      return `${action.query} ${action.operator} ${action.value}${action.holdSeconds > 0 ? ` for ${action.holdSeconds} s` : ""}`;
    case "wait":
      return `wait ${action.seconds} s`;
    case "manual":
    case "notify":
      return action.text;
    case "ask":
      return action.question;
    case "agent":
      return `ask ${action.agent}: ${action.prompt}`;
    default:
      return action satisfies never;
  }
}

/** The words that an approval is bound to: whatever reaches the outside, in one list. */
export function argvOf(action: Action): string[] {
  switch (action.kind) {
    case "kubectl":
      return action.argv;
    case "shell":
      return [
        "sh",
        "-c",
        action.script,
        ...Object.entries(action.env).map(([name, value]) => `${name}=${value}`),
        action.network ? "network" : "no network",
      ];
    case "http":
      return [action.method, action.url, ...Object.entries(action.headers).map(([name, value]) => `${name}: ${value}`), action.body];
    default:
      return [action.kind, commandOf(action)];
  }
}

function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./{}[\]*-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
