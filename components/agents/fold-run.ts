import { readUIMessageStream, type UIMessage, type UIMessageChunk } from "ai";
import type { RunChunk } from "#lib/contracts/agent.ts";
import type { Block } from "#lib/contracts/document.ts";

type RunData = {
  driver: { driver: "model" | "built-in" };
  note: { text: string; tone: "info" | "warn" };
  block: Block;
  proposal: { id: string; state: string };
  personal: { askedBy: string };
};

/** A run as it reads: everything that was said, shown, called and proposed, in order. */
export type RunMessage = UIMessage<unknown, RunData>;
export type RunPart = RunMessage["parts"][number];

type Fold = {
  /** Takes chunks in; those whose seq was taken already are passed over. */
  push: (chunks: readonly RunChunk[]) => void;
  close: () => void;
};

/** Folds chunks into the message as they come, each once by its seq, and tells each state of it. */
export function openFold(onMessage: (message: RunMessage) => void): Fold {
  let seen = 0;
  let isClosed = false;
  let controller: ReadableStreamDefaultController<UIMessageChunk> | undefined;
  const stream = new ReadableStream<UIMessageChunk>({
    start(given) {
      controller = given;
    },
  });
  void tell(stream, (message) => !isClosed && onMessage(message));
  return {
    push(chunks) {
      if (isClosed) return;
      const fresh = chunks.filter(({ seq }) => seq > seen);
      seen = fresh.at(-1)?.seq ?? seen;
      for (const data of together(fresh)) controller?.enqueue(data as UIMessageChunk);
    },
    close() {
      isClosed = true;
      controller?.close();
    },
  };
}

/** A run that is read as a whole. */
export async function foldRun(chunks: readonly RunChunk[]): Promise<RunMessage> {
  let last = EMPTY;
  const stream = new ReadableStream<UIMessageChunk>({
    start(controller) {
      for (const data of together(chunks)) controller.enqueue(data as UIMessageChunk);
      controller.close();
    },
  });
  await tell(stream, (message) => {
    last = message;
  });
  return last;
}

export const EMPTY: RunMessage = { id: "", role: "assistant", parts: [] };

async function tell(stream: ReadableStream<UIMessageChunk>, onMessage: (message: RunMessage) => void): Promise<void> {
  for await (const message of readUIMessageStream<RunMessage>({ stream })) onMessage(message);
}

/** Words that follow each other in one part, as one: each chunk costs a copy of the message. Pure. */
export function together(chunks: readonly RunChunk[]): RunChunk["data"][] {
  const joined: RunChunk["data"][] = [];
  for (const { data } of chunks) {
    const last = joined.at(-1);
    if (data.type === "text-delta" && last?.type === "text-delta" && last.id === data.id)
      joined[joined.length - 1] = { ...last, delta: `${last.delta}${data.delta}` };
    else joined.push(data);
  }
  return joined;
}
