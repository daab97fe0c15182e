/** `freshMs`: so long an answer is given as it is. `oldestMs`: so long it is still given while a new one is on its way; after that one waits for it. */
export type Keeping = { freshMs: number; oldestMs: number };

/** Keeps what asking answers, so that however many want to know, one asks at a time. `ask` must not fail. */
export function kept<T>(ask: () => Promise<T>, { freshMs, oldestMs }: Keeping): () => Promise<T> {
  let known: { answer: T; at: number } | undefined;
  let asking: Promise<T> | undefined;
  const refresh = (): Promise<T> => {
    asking ??= ask()
      .then((answer) => {
        known = { answer, at: performance.now() };
        return answer;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  return async () => {
    const age = known ? performance.now() - known.at : Number.POSITIVE_INFINITY;
    if (known && age < freshMs) return known.answer;
    const fresh = refresh();
    return known && age < oldestMs ? known.answer : fresh;
  };
}
