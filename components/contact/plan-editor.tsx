"use client";

import { AccountSection } from "#components/account/account-section.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { ContactView } from "#lib/contracts/contact-methods.ts";
import { usable, withRules } from "./plan-draft.ts";
import { PlanPreview } from "./plan-preview.tsx";
import { PlanSteps } from "./plan-steps.tsx";
import { QuietHoursFields } from "./quiet-hours-fields.tsx";
import { type PlanInHand, usePlan } from "./use-plan.ts";

/** In which order one is reached, by how urgent it is; when one wants quiet; and what all of it comes to right now. */
export function PlanEditor({ view }: { view: ContactView }) {
  const inHand = usePlan(view);
  const { plan, change } = inHand;
  const methods = usable(view);
  return (
    <>
      <AccountSection
        title="In this order"
        lead="A step is tried when its minutes have passed and you have not answered. If one fails, the next comes at once."
      >
        <PlanSteps
          title="Urgent: SEV1, SEV2 and not yet judged"
          rules={plan.high}
          methods={methods}
          onChange={(rules) => change(withRules(plan, "high", rules))}
        />
        <PlanSteps title="Other: SEV3 and SEV4" rules={plan.low} methods={methods} onChange={(rules) => change(withRules(plan, "low", rules))} />
        {view.plan === null && !inHand.isChanged ? (
          <p className="text-12 text-ink-faint">This is the usual order: what makes a noise first. Change anything to make it your own.</p>
        ) : null}
      </AccountSection>
      <AccountSection title="Quiet hours" lead="When only the worst may wake you.">
        <QuietHoursFields quiet={plan.quiet} onChange={(quiet) => change({ ...plan, quiet })} />
      </AccountSection>
      <AccountSection title="What it comes to" lead="By what stands above, saved or not.">
        <PlanPreview plan={inHand.isChanged ? plan : view.plan} methods={methods} serverNow={view.now} />
        <PlanEnd inHand={inHand} hasOwn={view.plan !== null} />
      </AccountSection>
    </>
  );
}

function PlanEnd({ inHand, hasOwn }: { inHand: PlanInHand; hasOwn: boolean }) {
  const { isChanged, isPending, problem, save, discard, backToUsual } = inHand;
  return (
    <div className="grid gap-3">
      {problem?.conflict ? (
        <Callout tone="warn" title="Your plan was changed in another window">
          <p>What you entered is kept here and not saved yet.</p>
          <div className="flex gap-2 pt-2">
            <Button size="sm" variant="primary" onClick={() => save(true)}>
              Save this one
            </Button>
            <Button size="sm" onClick={discard}>
              Take the other
            </Button>
          </div>
        </Callout>
      ) : null}
      {problem && !problem.conflict ? <Callout tone="bad" title={problem.detail} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" isDisabled={!isChanged} isPending={isPending} onClick={() => save()}>
          Save the plan
        </Button>
        {isChanged ? (
          <Button variant="ghost" onClick={discard}>
            Discard the changes
          </Button>
        ) : null}
        {hasOwn && !isChanged ? (
          <Button variant="ghost" onClick={backToUsual}>
            Back to the usual order
          </Button>
        ) : null}
        <span role="status" className="text-12 text-ink-soft">
          {isChanged ? "Not saved yet; kept in this browser." : ""}
        </span>
      </div>
    </div>
  );
}
