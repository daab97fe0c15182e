import type { Unclear, Understanding } from "./understand.ts";

/** A question about what was not understood, with what may have been meant. */
export function questionOf({ question, choices, options }: Unclear): string {
  const [only, other] = options;
  if (only && !other) return `${question} Did you mean: ${only.reading}? Answer yes, or say it anew.`;
  if (only && other)
    return `${question} ${options.map(({ reading }, at) => `${at + 1}: ${reading}`).join("; ")}. Answer with its number, or say it anew.`;
  return choices.length > 0 ? `${question} For example: ${choices.map((choice) => `“${choice}”`).join(", ")}.` : question;
}

const YES =
  /^(?:yes|yep|yeah|y|ok(?:ay)?|sure|right|correct|exactly|do it|do that|go ahead|please do|confirmed?|that one)\b[\s.!,]*(?:please|do it|do that|go ahead|thanks)?[\s.!]*$/i;
const NUMBER = /^(?:the )?(?:(1|one|first)|(2|two|second))(?: one)?[\s.!]*$/i;

/** Which of the options an answer takes, when it does no more than that. */
export function optionTaken({ options }: Unclear, answer: string): Understanding | undefined {
  const said = answer.trim();
  if (options.length === 1 && YES.test(said)) return options[0];
  const number = NUMBER.exec(said);
  return number && options.length > 1 ? options[number[1] ? 0 : 1] : undefined;
}
