import { z } from "zod";
import { textOf } from "#lib/contracts/text.ts";
import { defineTool } from "./tool.ts";

/** The one tool that the runtime itself answers: the run waits until the person says something. */
export const ASK_PERSON = defineTool({
  name: "ask_person",
  title: "Ask back",
  description: "Ask the person a question that only they can answer, and wait for it. Use it rarely: read first.",
  permission: "agent.run",
  risk: "read",
  input: z.object({ question: textOf(2_000, "The question") }),
  run: async () => {
    throw new Error("A question is answered by a person, not run.");
  },
});
