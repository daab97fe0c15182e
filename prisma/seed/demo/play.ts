import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { declareIncident } from "#server/incidents/index.ts";
import type { Clock } from "./clock.ts";
import type { Company } from "./company/index.ts";
import { figuresOf } from "./deeds/figures.ts";
import { perform } from "./deeds/index.ts";
import { at, ctxOf, personId, type Scene, sceneOf, serviceId } from "./deeds/scene.ts";
import { type Line, type Scenario, ScenarioError } from "./notation/read-scenario.ts";
import { withTimes } from "./notation/times.ts";

type Moment = { time: number; act: () => Promise<unknown> };

/** Lets all scenarios happen together, in the order of time, each deed by the command that people use. Returns the incidents' ids. */
export async function play(scenarios: Scenario[], company: Company, clock: Clock, now: number): Promise<string[]> {
  const references = new Map<string, string>();
  const ids: string[] = [];
  const moments = scenarios.flatMap((scenario): Moment[] => {
    const scene = sceneOf(scenario, company, references, now);
    const declare = async (): Promise<void> => {
      const { id, reference } = await declared(scene);
      references.set(scenario.key, reference);
      ids.push(id);
    };
    return [
      { time: scene.declaredAt, act: declare },
      ...scenario.lines.map((line) => ({ time: scene.declaredAt + line.at, act: () => perform(scene, line) })),
    ];
  });
  for (const { time, act } of moments.sort((a, b) => a.time - b.time)) {
    await clock.set(time);
    await act();
  }
  await clock.set(now);
  return ids;
}

async function declared(scene: Scene): Promise<{ id: string; reference: string }> {
  const { head, file } = scene.scenario;
  const line: Line = { at: 0, who: head.by, deed: "declares", options: [], text: "", where: file };
  const time = (offset: string | undefined) => (offset ? at(scene, offset, line) : undefined);
  const names = (list: string | undefined) => list?.split(", ") ?? [];
  const input = DeclareIncident.safeParse({
    title: head.title,
    severity: head.severity,
    summary: withTimes(head.summary ?? "", scene.declaredAt, "prose"),
    kind: head.kind,
    phase: head.phase,
    services: names(head.services).map((slug) => serviceId(scene, slug, line)),
    figures: figuresOf(head.impact ?? "", line),
    visibility: head.private ? "private" : "normal",
    members: names(head.private).map((handle) => personId(scene, handle, line)),
    startedAt: time(head.started),
    detectedAt: time(head.detected),
    resolvedAt: time(head.resolved),
    // Whoever answered in those days is told by the stories.
    pages: false,
    fields: Object.fromEntries((head.fields?.split("; ") ?? []).map((field) => field.split(" = "))),
  });
  if (!input.success) throw new ScenarioError(`${file}: ${input.error.issues[0]?.path.join(".")}: ${input.error.issues[0]?.message}`);
  return declareIncident(ctxOf(scene, line), input.data);
}
