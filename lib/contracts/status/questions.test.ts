import { describe, expect, test } from "vitest";
import type { Publication, Question } from "./publication.ts";
import { answerFromPublished, questionLike, unpublishedFigures } from "./questions.ts";

const question = (text: string, part: Partial<Question> = {}): Question => ({
  id: text,
  text,
  askedAt: "2026-11-26T10:00:00.000Z",
  people: 1,
  wordings: [text],
  answer: null,
  isDismissed: false,
  ...part,
});
const published = {
  status: "identified",
  title: "Payments",
  text: "About 15 % fail.",
  workaround: "Pay by transfer.",
  stakeholderText: "",
  nextBy: "2026-11-26T14:45:00.000Z",
  eta: null,
  retracted: null,
} as Publication;
const told = (publications: Publication[]) => ({ told: { publications, requests: [], questions: [] } });

describe("questions fold by likeness", () => {
  test.each([
    ["When will it be fixed?", "When is this resolved?"],
    ["When will it be fixed?", "what is the eta"],
    ["Was any customer data lost?", "Did we lose data of customers?"],
    ["Which regions are affected?", "what regions are impacted"],
    ["Can customers still pay by card?", "Are card payments possible for customers?"],
  ])("“%s” and “%s” are one", (one, other) => {
    expect(questionLike([question(one)], other)?.text).toBe(one);
  });

  test.each([
    ["When will it be fixed?", "Was any data lost?"],
    ["Which regions are affected?", "Which customers are affected in Europe and Asia?"],
    ["Can customers still pay by card?", "Who is the commander?"],
    ["Was any data lost?", "???"],
  ])("“%s” and “%s” are two", (one, other) => {
    expect(questionLike([question(one)], other)).toBeNull();
  });

  test("the likest one is taken, and none that was dismissed", () => {
    const all = [question("Which regions are affected?"), question("Which customers are affected?")];
    expect(questionLike(all, "what customers are hit")?.text).toBe("Which customers are affected?");
    expect(questionLike([question("When will it be fixed?", { isDismissed: true })], "When will it be fixed?")).toBeNull();
  });
});

test("an answer is made of what was published, and of nothing before that", () => {
  expect(answerFromPublished(told([]))).toBe("");
  expect(answerFromPublished(told([published]))).toBe("Identified: About 15 % fail. Pay by transfer. The next update comes by 14:45 UTC.");
});

test("figures that were not published are named", () => {
  expect(unpublishedFigures(told([published]), "About 15 % fail, next at 14:45.")).toEqual([]);
  expect(unpublishedFigures(told([published]), "4,000 customers lost 12.5 million.")).toEqual(["4000", "12.5"]);
  expect(unpublishedFigures(told([{ ...published, retracted: { at: "", reason: "" } }]), "About 15 %.")).toEqual(["15"]);
});
