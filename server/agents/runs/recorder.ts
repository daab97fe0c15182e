import { type Chunk, storable } from "./chunks.ts";
import { type Conversation, follow } from "./conversation.ts";
import { type Advance, advance, type Lease } from "./store.ts";

/** Writes one run's log: what belongs together at once, words gathered for a moment. The first after a silence go at once. */
export type Recorder = {
  readonly conversation: Conversation;
  /** Stores this after everything before it. Throws LostLease when the run is another's. */
  write(next: Advance): Promise<void>;
  /** Words, written soon; a failure comes with the next write. */
  say(delta: string): void;
  /** Waits until all words are stored, and ends their part. */
  endText(): Promise<void>;
};

/** `onFailure` is told at once when words could not be stored, so that a model which speaks for nobody is stopped. */
export function openRecorder(lease: Lease, conversation: Conversation, coalesceMs: number, onFailure: (error: unknown) => void): Recorder {
  let waiting = "";
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  let texts = 0;
  let flushedAt = Number.NEGATIVE_INFINITY;

  const write = (next: Advance): Promise<void> => {
    const before = last;
    const turn = before.then(async () => {
      await advance(lease, next);
      for (const chunk of next.chunks ?? []) follow(conversation, storable(chunk));
    });
    last = turn;
    turn.catch(() => undefined);
    return turn;
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === "") return last;
    flushedAt = performance.now();
    const delta = waiting;
    waiting = "";
    const id = conversation.openText ?? `text-${conversation.seen}-${++texts}`;
    const opening: Chunk[] = conversation.openText ? [] : [{ type: "text-start", id }];
    conversation.openText = id;
    return write({ chunks: [...opening, { type: "text-delta", id, delta }] });
  };

  return {
    conversation,
    async write(next) {
      await flush();
      await write(next);
    },
    say(delta) {
      waiting += delta;
      timer ??= setTimeout(() => flush().catch(onFailure), Math.max(0, flushedAt + coalesceMs - performance.now()));
    },
    async endText() {
      await flush();
      if (conversation.openText) await write({ chunks: [{ type: "text-end", id: conversation.openText }] });
    },
  };
}
