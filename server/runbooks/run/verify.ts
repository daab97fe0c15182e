import { perform } from "../steps/perform.ts";
import type { Outcome } from "../steps/workplace.ts";
import { changeRun } from "./change-run.ts";
import { EXECUTOR } from "./executor.ts";
import { type Driving, performing } from "./performing.ts";

const MINUTE = 60_000;
/** Nobody practises for a quarter of an hour just to see that all is well. */
const DRILL_SPEED = 180;

/**
 * One look at what is watched after the last step. True: the run goes on at once, since all of it held until the end or something does not hold.
 * False: it is looked at again later.
 */
export async function lookOnce(driving: Driving): Promise<boolean> {
  const { verification } = driving.row.plan;
  if (!verification) return true;
  const speed = driving.isDrill ? DRILL_SPEED : 1;
  const outcomes: { n: number; outcome: Outcome }[] = [];
  for (const { n, action } of verification.watches)
    outcomes.push({ n, outcome: await performing(driving, { phase: "verification", n, attempt: 0, part: "watch" }, (at) => perform(action, at)) });
  return changeRun(
    EXECUTOR,
    driving.id,
    async (run) => {
      const broken = outcomes.filter(({ outcome }) => outcome.state !== "completed");
      const begun = run.steps.find(({ phase, startedAt }) => phase === "verification" && startedAt)?.startedAt ?? run.now;
      const isOver = Date.parse(run.now) - Date.parse(begun) >= (verification.minutes * MINUTE) / speed;
      for (const { n, outcome } of outcomes) {
        const looks = run.step("verification", n).attempt + 1;
        const isBad = outcome.state !== "completed";
        const state = isBad ? "failed" : isOver && broken.length === 0 ? "completed" : "pending";
        const detail = isBad ? outcome.detail : `held at ${looks} ${looks === 1 ? "look" : "looks"}`;
        run.setStep("verification", n, { state, detail, attempt: looks, startedAt: begun, endedAt: state === "pending" ? null : run.now });
      }
      if (broken.length > 0 || isOver) return true;
      run.setRun({ state: "running", waitsFor: null, dueInMs: (verification.everyMinutes * MINUTE) / speed });
      return false;
    },
    driving.fence,
  );
}
