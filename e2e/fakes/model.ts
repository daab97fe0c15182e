import { type Line, type PlayedModel, playModel } from "#server/agents/testing/scripted-model.ts";

export type FakeModel = PlayedModel & {
  /** What it says to the next requests, one line each; nothing of before is left. */
  will: (...lines: Line[]) => void;
};

/** A model of an OpenAI-compatible interface over real HTTP, which says what the story wants. */
export async function startModel(): Promise<FakeModel> {
  const lines: Line[] = [];
  const played = await playModel(() => lines.shift() ?? { text: "I have nothing more to say." });
  return { ...played, will: (...next) => void lines.splice(0, lines.length, ...next) };
}

/** Something that waits until it is let go. */
export function gate(): { pass: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const pass = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { pass, open };
}
