import * as input from "#lib/contracts/incident-commands.ts";
import {
  changeInterval,
  changeServices,
  changeSeverity,
  changeStatus,
  mergeIncident,
  openInterval,
  relateIncident,
  setFigures,
  setTimestamp,
  unmergeIncident,
} from "#server/incidents/index.ts";
import type { Line } from "../notation/read-scenario.ts";
import { figuresOf } from "./figures.ts";
import { at, ctxOf, type Deed, named, referenceOf, type Scene, serviceId, textOf } from "./scene.ts";

/** How an incident goes on: its phases, severity, impact, times, and its relations to others. */
export const COURSE: Deed[] = [
  { words: /^moves to (\w+)$/, run: (scene, line, [, to]) => move(scene, line, { to, reason: textOf(scene, line) }) },
  {
    words: /^resolves, impact ended (\S+)$/,
    run: (scene, line, [, end = ""]) => move(scene, line, { to: "resolved", summary: textOf(scene, line), impactEndedAt: at(scene, end, line) }),
  },
  {
    words: /^resolves$/,
    run: (scene, line) => move(scene, line, { to: "resolved", summary: textOf(scene, line) }),
  },
  {
    words: /^resolves without impact$/,
    run: (scene, line) => move(scene, line, { to: "resolved", summary: textOf(scene, line), hasNoImpact: true }),
  },
  {
    words: /^sets severity (SEV\d)(?: by the rule "(.+)")?$/,
    run: (scene, line, [, to, rule]) =>
      changeSeverity(ctxOf(scene, line), input.ChangeSeverity.parse({ reference: referenceOf(scene), to, rule, reason: textOf(scene, line) })),
  },
  {
    words:
      /^opens impact ([\w-]+)(?: on ([\w-]+))?, (degraded|partial|major)(?:, ([\d.]+) %)?(?:, in ([\w +]+?))?(?:, from (\S+?))?(?:, until (\S+))?$/,
    run: openImpact,
  },
  {
    words: /^ends impact ([\w-]+)(?: at (\S+))?$/,
    run: (scene, line, [, name, end]) => changeImpact(scene, line, name, { endedAt: at(scene, end ?? `+${line.at / 1_000}s`, line) }),
  },
  {
    words: /^changes impact ([\w-]+) to ([\d.]+) %$/,
    run: (scene, line, [, name, percent]) => changeImpact(scene, line, name, { share: Number(percent) / 100, reason: textOf(scene, line) }),
  },
  {
    words: /^states impact(?: (.+))?$/,
    run: (scene, line, [, figures]) => {
      const text = textOf(scene, line);
      const change = { ...figuresOf(figures ?? "", line), ...(text ? { text } : {}) };
      return setFigures(ctxOf(scene, line), input.SetFigures.parse({ reference: referenceOf(scene), figures: change }));
    },
  },
  {
    words: /^sets (\w+At) to (\S+)$/,
    run: (scene, line, [, name, time = ""]) => {
      const to = at(scene, time, line);
      return setTimestamp(ctxOf(scene, line), input.SetTimestamp.parse({ reference: referenceOf(scene), name, to, reason: textOf(scene, line) }));
    },
  },
  { words: /^adds service ([\w-]+)$/, run: (scene, line, [, slug]) => services(scene, line, { add: [serviceId(scene, slug, line)] }) },
  { words: /^removes service ([\w-]+)$/, run: (scene, line, [, slug]) => services(scene, line, { remove: [serviceId(scene, slug, line)] }) },
  {
    words: /^relates to ([\w-]+)(?: as ([\w-]+))?$/,
    run: (scene, line, [, key, kind]) => {
      const to = referenceOf(scene, line, key);
      return relateIncident(ctxOf(scene, line), input.RelateIncident.parse({ reference: referenceOf(scene), to, kind }));
    },
  },
  {
    words: /^merges into ([\w-]+)$/,
    run: (scene, line, [, key]) =>
      mergeIncident(ctxOf(scene, line), input.MergeIncident.parse({ reference: referenceOf(scene), into: referenceOf(scene, line, key) })),
  },
  {
    words: /^undoes the merge$/,
    run: (scene, line) => unmergeIncident(ctxOf(scene, line), input.UnmergeIncident.parse({ reference: referenceOf(scene) })),
  },
];

function move(scene: Scene, line: Line, change: object) {
  return changeStatus(ctxOf(scene, line), input.ChangeStatus.parse({ reference: referenceOf(scene), ...change }));
}

async function openImpact(scene: Scene, line: Line, [, name, service, level, percent, regions, from, until]: string[]): Promise<void> {
  const stretch = {
    level,
    service: service ? serviceId(scene, service, line) : null,
    share: percent ? Number(percent) / 100 : null,
    regions: regions?.split(" + ") ?? [],
    startedAt: from ? at(scene, from, line) : undefined,
    endedAt: until ? at(scene, until, line) : undefined,
  };
  const { id } = await openInterval(ctxOf(scene, line), input.OpenInterval.parse({ reference: referenceOf(scene), ...stretch }));
  scene.names.set(`impact ${name}`, id);
}

function changeImpact(scene: Scene, line: Line, name: string | undefined, change: object) {
  const id = named(scene, "impact", name, line);
  return changeInterval(ctxOf(scene, line), input.ChangeInterval.parse({ reference: referenceOf(scene), id, ...change }));
}

function services(scene: Scene, line: Line, change: object) {
  return changeServices(ctxOf(scene, line), input.ChangeServices.parse({ reference: referenceOf(scene), ...change }));
}
