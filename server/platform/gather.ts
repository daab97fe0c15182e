export type Outcome<T> = { value: T } | { error: unknown };

/** `most` items in one batch; `lanes` batches at a time. */
export type Gathering = { most: number; lanes: number };

/**
 * Lets callers that come at the same time share one piece of work: while batches run, the next gathers. `run` answers with one outcome
 * for each item, in their order; when it throws, each item is tried alone, so that one that cannot succeed takes no other along.
 */
export function gather<I, O>(run: (items: I[]) => Promise<Outcome<O>[]>, { most, lanes }: Gathering): (item: I) => Promise<O> {
  type Waiting = { item: I; resolve: (value: O) => void; reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let running = 0;

  async function runAll(): Promise<void> {
    running += 1;
    while (waiting.length > 0) await runBatch(waiting.splice(0, most));
    running -= 1;
  }

  async function runBatch(batch: Waiting[]): Promise<void> {
    try {
      const outcomes = await run(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index] ?? { error: new Error("A gathered request got no answer.") };
        if ("value" in outcome) resolve(outcome.value);
        else reject(outcome.error);
      }
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await runBatch([one]);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running < lanes) void runAll();
    });
}
