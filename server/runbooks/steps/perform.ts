import type { Action } from "#lib/contracts/runbook.ts";
import { performHttp } from "./http.ts";
import { performKubectl } from "./kubectl.ts";
import { performQuery } from "./query.ts";
import { performShell } from "./shell.ts";
import { performNotify, performWait } from "./waits.ts";
import { completed, type Outcome, type Workplace } from "./workplace.ts";

/** Does one action. A new kind is a file beside this one, and a line here. */
export function perform(action: Action, at: Workplace): Promise<Outcome> {
  switch (action.kind) {
    case "kubectl":
      return performKubectl(action, at);
    case "shell":
      return performShell(action, at);
    case "http":
      return performHttp(action, at);
    case "query":
      return performQuery(action, at);
    case "wait":
      return performWait(action, at);
    case "notify":
      return performNotify(action, at);
    case "manual":
    case "ask":
    case "agent":
      return Promise.resolve(completed(null));
    default:
      return action satisfies never;
  }
}
