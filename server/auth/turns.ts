import { UnavailableError } from "#server/platform/errors.ts";

/** Lets at most `atOnce` pieces of work run and `inLine` wait; the rest are asked to come back. */
export function turns(atOnce: number, inLine: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= inLine)
        throw new UnavailableError("Too many people are signing in at this moment. Try again in a few seconds.", "unavailable", 3);
      await new Promise<void>((start) => waiting.push(start));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
