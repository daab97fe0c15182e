import { describe, expect, test } from "vitest";
import { type Asked, understandRequest } from "./understand.ts";

const REF = "INC-2024-1220-001";
const NOTES = "14:30 alert fired\n14:45 flag disabled\n15:15 recovered";

const PHRASINGS: readonly [string, Asked["intent"], object?][] = [
  [`Generate postmortem for ${REF}`, "generate", { reference: REF }],
  [`generate a post-mortem for ${REF}`, "generate", { reference: REF }],
  [`Write the post mortem of ${REF}, please`, "generate", { reference: REF }],
  ["Write the postmortem", "generate", { reference: null }],
  ["draft postmortem", "generate"],
  ["can you draft the postmortem for inc-2024-1220-001?", "generate", { reference: REF }],
  ["Create a postmortem for INC-001", "generate", { reference: "INC-001" }],
  ["postmortem 001", "generate", { reference: "001" }],
  ["prepare the post-incident review", "generate"],
  ["I need an incident report for this", "generate"],
  ["give me the retrospective", "generate"],
  ["show me the postmortem", "generate"],
  ["start the post incident report", "generate"],
  ["put together the incident write-up", "generate"],
  ["we need a PIR", "generate"],
  ["Document the incident", "generate"],
  ["produce a learning review for the outage", "generate"],
  ["could you write up what we learned", "generate"],
  ["make the retro", "generate"],
  [`Create postmortem from these incident notes: ${NOTES}`, "notes", { notes: NOTES, reference: null }],
  [`create a postmortem from this chat:\n${NOTES}`, "notes", { notes: NOTES }],
  [`Write a post-mortem from the following log:\n\n${NOTES}`, "notes", { notes: NOTES }],
  [`turn these notes into a postmortem: ${NOTES}`, "notes", { notes: NOTES }],
  [`Generate postmortem for ${REF} from these notes: ${NOTES}`, "notes", { notes: NOTES, reference: REF }],
  [`postmortem please\n${NOTES}`, "notes", { notes: NOTES }],
  ["Rewrite the root cause section", "rewrite", { section: "root-cause" }],
  ["regenerate the timeline", "rewrite", { section: "timeline" }],
  [`redo the impact section of ${REF}`, "rewrite", { section: "impact", reference: REF }],
  ["refresh what went well", "rewrite", { section: "went-well" }],
  ["update the lessons learned", "rewrite", { section: "lessons" }],
  ["write the five whys again", "rewrite", { section: "root-cause" }],
  ["improve the what happened part", "rewrite", { section: "what-happened" }],
  ["please re-write what went wrong", "rewrite", { section: "went-poorly" }],
  ["Shorten the postmortem for executives", "shorten"],
  ["shorten it for the board", "shorten"],
  ["make a one-pager of this postmortem", "shorten"],
  [`tldr of ${REF}`, "shorten", { reference: REF }],
  ["condense the post-mortem for leadership", "shorten"],
  ["summarise the postmortem", "shorten"],
  ["executive version of the postmortem", "shorten"],
  ["list similar incidents' action items still open", "items", { isSimilar: true }],
  ["Which action items of similar incidents are still open?", "items", { isSimilar: true }],
  ["what follow-ups from past incidents like this were never done?", "items", { isSimilar: true }],
  ["List the open action items", "items", { isSimilar: false }],
  [`show the action items of ${REF}`, "items", { reference: REF, isSimilar: false }],
  ["what todos are left?", "items", { isSimilar: false }],
  ["overdue follow-ups", "items", { isSimilar: false }],
  ["help", "help"],
];

const NO_REQUESTS = [
  "Don't write the postmortem yet",
  "who wrote the postmortem?",
  "never generate a postmortem for drills",
  "page the CTO",
  "hello",
  "what is the status?",
  "should we write a postmortem?",
];

describe("what people ask of the postmortem-writer", () => {
  test.each(PHRASINGS)("%s", (prompt, intent, more = {}) => {
    expect(understandRequest(prompt)).toMatchObject({ intent, ...more });
  });

  test("is understood in more than forty ways", () => {
    expect(PHRASINGS.length).toBeGreaterThanOrEqual(40);
  });

  test.each(NO_REQUESTS)("is nothing to do: %s", (prompt) => {
    expect(understandRequest(prompt).intent).toBe("unclear");
  });
});
