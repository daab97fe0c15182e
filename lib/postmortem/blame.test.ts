import { describe, expect, test } from "vitest";
import { blameIn, blameInBlocks } from "./blame.ts";

const NAMES = ["Ada Lindqvist", "Linus Brandt", "Will Park", "Grace Okafor"];

const BLAMES: readonly [string, string][] = [
  ["should-have", "The engineer should have tested the migration first."],
  ["should-have", "Ada should have rolled back at once."],
  ["should-have", "We should have caught this in review."],
  ["should-have", "The on-call really should have known that the pool was full."],
  ["should-have", "Linus Brandt ought to have asked before he deployed."],
  ["should-have", "He shouldn't have run that command on production."],
  ["should-have", "The developer should never have merged without a review."],
  ["should-have", "They should have checked the dashboard before the change."],
  ["should-have", "Somebody should have noticed the queue growing."],
  ["could-have", "The reviewer could easily have seen the missing index."],
  ["failed-to", "Linus failed to acknowledge the page."],
  ["failed-to", "The on-call engineer failed to escalate in time."],
  ["failed-to", "The team repeatedly failed to update the runbook."],
  ["failed-to", "Ada neglected to announce the maintenance."],
  ["forgot", "Grace forgot to renew the certificate."],
  ["forgot", "Someone forgot to turn the flag off."],
  ["did-not-bother", "The author did not bother to write a test."],
  ["did-not-bother", "He couldn't be bothered to read the alert."],
  ["missed", "The on-call missed the alert for ten minutes."],
  ["missed", "Ada overlooked the warning in the log."],
  ["ignored", "The operator ignored three alarms."],
  ["ignored", "Linus dismissed the page as noise."],
  ["caused", "Ada broke production with a bad config."],
  ["caused", "The outage was caused by Linus."],
  ["caused", "A contractor took down the payment API."],
  ["caused", "The bug was introduced by a junior developer."],
  ["fault", "It was Ada's fault."],
  ["fault", "The outage was the DBA's own fault."],
  ["fault", "That one is their fault."],
  ["to-blame", "The release manager is to blame."],
  ["to-blame", "Linus is solely responsible for the outage."],
  ["to-blame", "We blame Will Park for the delay."],
  ["human-error", "The root cause was human error."],
  ["human-error", "Operator error during the switch-over."],
  ["human-error", "Root cause: manual error."],
  ["mistake", "Will made a mistake in the config."],
  ["mistake", "The engineer made a careless typo."],
  ["mistake", "Ada's oversight let it through."],
  ["mistake", "It went unnoticed through his negligence."],
  ["trait", "A careless change went out on Friday."],
  ["trait", "The handover was sloppy."],
  ["trait", "It shows a lack of diligence."],
  ["trait", "It was a rookie mistake."],
  ["attention", "The on-call wasn't paying attention."],
  ["lazy", "The team got complacent."],
  ["hindsight", "Any competent engineer sees that at once."],
  ["hindsight", "Everyone knows not to deploy on Friday."],
  ["be-careful", "Engineers must be more careful with flags."],
  ["be-careful", "We will pay more attention to the pool."],
  ["punish", "The operator was reprimanded."],
  ["punish", "The author needs to be retrained."],
];

const FINE: readonly string[] = [
  "The alert should have fired at 14:20.",
  "The pods should have drained before the node went down.",
  "They restarted, and they should have come back within a minute.",
  "The health check should have been stricter.",
  "The service failed to start after the change.",
  "The migration failed to finish within its time.",
  "The job forgot nothing: it was never queued.",
  "The connection pool's fault counter stood at zero.",
  "A segmentation fault ended the process.",
  "The fault was in the network card.",
  "Fault tolerance of the ring was reduced.",
  "The retry logic ignored the error.",
  "The probe missed the spike because it runs every minute.",
  "Ada rolled back at 14:45.",
  "Linus acknowledged the page after 12 minutes.",
  "Grace deleted the table that the runbook named.",
  "The change by Ada was reviewed by two people.",
  "The user error rate rose to 15 %.",
  "Lazy loading hid the slow query.",
  "The cache was lazily filled.",
  "It was not human error: the form offered the wrong region first.",
  "We look for conditions rather than human error.",
  "It was nobody's intention to restart the primary.",
  "The outage was caused by a missing release of connections.",
  "Traffic was brought down by the limiter.",
  "The circuit breaker broke the loop.",
  "The certificate will expire again in March.",
  "The alert was fired by two rules.",
  "The on-call acknowledged within 3 minutes.",
  "Nothing showed the on-call that the pool was full.",
  "The team agreed to add an alert at 80 %.",
  "What would have made the failure visible sooner?",
  "The engineers paged the database team at 14:40.",
  "The rollout is careful: one region at a time.",
];

describe("words that blame a person", () => {
  test.each(BLAMES)("%s: %s", (rule, text) => {
    expect(blameIn(text, NAMES).map((blame) => blame.rule)).toContain(rule);
  });

  test.each(FINE)("say nothing of a person: %s", (text) => {
    expect(blameIn(text, NAMES)).toEqual([]);
  });

  test("are told from names by their capitals", () => {
    expect(blameIn("Will failed to answer.", NAMES)).toHaveLength(1);
    expect(blameIn("The will failed to answer.", NAMES)).toEqual([]);
    expect(blameIn("Will failed to answer.", [])).toEqual([]);
  });

  test("come with why, a proposal, and other words where some are certain", () => {
    const proposed = (text: string) =>
      blameIn(text, NAMES).map(({ from, to, instead }) => (instead ? text.slice(0, from) + instead + text.slice(to) : null));
    expect(proposed("The engineer should have tested the migration.")).toEqual(["It would have helped if the engineer had tested the migration."]);
    expect(proposed("Later Linus forgot to renew it.")).toEqual(["Later nothing reminded Linus to renew it."]);
    expect(proposed("He failed to answer.")).toEqual(["Nothing helped him to answer."]);
    expect(proposed("Ada missed the alert.")).toEqual(["Ada did not see the alert."]);
    expect(proposed("It was Ada's fault.")).toEqual([null]);
    for (const [, text] of BLAMES)
      for (const { why, proposal } of blameIn(text, NAMES)) expect([why.length, proposal.length].every((length) => length > 20)).toBe(true);
  });

  test("that are proposed blame nobody themselves", () => {
    for (const [, text] of BLAMES) {
      for (const { from, to, instead } of blameIn(text, NAMES)) {
        if (!instead) continue;
        const rewritten = text.slice(0, from) + instead + text.slice(to);
        expect(
          blameIn(rewritten, NAMES).filter((again) => again.from < from + instead.length && from < again.to),
          rewritten,
        ).toEqual([]);
      }
    }
  });

  test("are where they are said to be, each once", () => {
    const text = "Ada should have looked, and it was her fault: human error.";
    const found = blameIn(text, NAMES);
    expect(found.map(({ from, to }) => text.slice(from, to))).toEqual(found.map(({ words }) => words));
    expect(found.map(({ rule }) => rule)).toEqual(["should-have", "fault", "human-error"]);
  });

  test("are found in lists and tables by section; what is quoted stays somebody's own", () => {
    const words = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
    const blocks = [
      { type: "heading", attrs: { level: 2, section: "root-cause" }, content: [{ type: "text", text: "Root Cause" }] },
      { type: "bulletList", content: [{ type: "listItem", content: [words("Human error.")] }] },
      { type: "blockquote", content: [words("It was Ada's fault.")] },
    ];
    expect(blameInBlocks(blocks, NAMES)).toMatchObject([{ section: "root-cause", words: "Human error", text: "Human error." }]);
  });
});
