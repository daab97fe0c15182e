import type { LoggedEvent, RunView } from "#lib/contracts/runbook-run.ts";

/** A run after one more event of its log. One that was told already changes nothing. Pure. */
export function applyRunEvent(view: RunView, event: LoggedEvent): RunView {
  if (event.seq <= view.lastSeq) return view;
  const after = { ...view, lastSeq: event.seq };
  const { data } = event;
  switch (data.type) {
    case "step": {
      const { step } = data;
      return { ...after, steps: view.steps.map((one) => (one.phase === step.phase && one.n === step.n ? step : one)) };
    }
    case "run":
      return { ...after, run: { ...view.run, ...data.run } };
    case "output":
      return { ...after, events: [...view.events, event] };
    case "approval":
      return after;
    default:
      return data satisfies never;
  }
}

/** What a step has written in its last attempt, by the parts that wrote it. Pure. */
export function outputOf({ events }: Pick<RunView, "events">, phase: string, n: number): { part: string; text: string }[] {
  const parts: { part: string; text: string }[] = [];
  for (const { data } of events) {
    if (data.type !== "output" || data.phase !== phase || data.n !== n) continue;
    const last = parts.at(-1);
    if (last?.part === data.part) last.text += data.text;
    else parts.push({ part: data.part, text: data.text });
  }
  return parts;
}
