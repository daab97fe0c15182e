import { SCENARIOS, scenarioNamed } from "../scenarios/registry.ts";
import { type Handler, hasToken, json, objectIn, type Reply, type Request } from "./listen.ts";
import type { Stage } from "./stage.ts";

/** Where a drill is led: what happens, what is done about it, and the clock. It tells nothing of the cause. */
export function control(stage: Stage, token?: string): Handler {
  return (request) => {
    if (!hasToken(request, token)) return json({ error: "Send the token of the drill as “Authorization: Bearer …”." }, 401);
    switch (`${request.method} ${request.path}`) {
      case "GET /state":
        return json(stateOf(stage));
      case "GET /scenarios":
        return json(SCENARIOS.map(({ name, title, noticed }) => ({ name, title, noticed })));
      case "POST /inject":
        return inject(request, stage);
      case "POST /revert":
        return revert(request, stage);
      case "POST /clock":
        return clock(request, stage);
      default:
        return json({ error: "Not found. Ask GET /state or GET /scenarios; POST /inject, /revert or /clock." }, 404);
    }
  };
}

export function stateOf(stage: Stage) {
  const { scenario, startedAt, relievedAt, seed } = stage.world();
  const instant = (at: number): string => new Date(at).toISOString();
  return {
    scenario: scenario.name,
    title: scenario.title,
    noticed: scenario.noticed,
    seed,
    now: instant(stage.now()),
    speed: stage.speed(),
    startedAt: instant(startedAt),
    relievedAt: relievedAt === null ? null : instant(relievedAt),
  };
}

function inject(request: Request, stage: Stage): Reply {
  const { scenario: name, seed = 1 } = objectIn(request);
  const scenario = scenarioNamed(String(name));
  if (!scenario) return json({ error: `There is no scenario ${String(name)}: GET /scenarios lists them.` }, 404);
  if (typeof seed !== "number" || !Number.isInteger(seed)) return json({ error: "Give the seed as a whole number." }, 400);
  stage.inject(scenario, seed);
  return json(stateOf(stage));
}

function revert(request: Request, stage: Stage): Reply {
  const { id } = objectIn(request);
  if (typeof id !== "string" || id === "") return json({ error: "Name what is taken back or done, as id: a change such as flag-311." }, 400);
  const isDone = stage.revert(id);
  return isDone ? json(stateOf(stage)) : json({ error: `${id} does not end this trouble, or was done before. Everything is as it was.` }, 409);
}

function clock(request: Request, stage: Stage): Reply {
  const { now, speed } = objectIn(request);
  const at = now === undefined ? undefined : Date.parse(String(now));
  if (at !== undefined && Number.isNaN(at)) return json({ error: "Give now as a time such as 2026-11-25T14:45:00Z." }, 400);
  if (speed !== undefined && !(typeof speed === "number" && speed >= 0 && speed <= 600))
    return json({ error: "Give speed as a number from 0 to 600." }, 400);
  stage.setClock({ ...(at === undefined ? {} : { now: at }), ...(speed === undefined ? {} : { speed }) });
  return json(stateOf(stage));
}
