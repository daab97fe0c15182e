const EVERY_MS = 100;
const ANSWER_WITHIN_MS = 3_000;

/** Resolves when the address answers 200. @throws after `limitMs` with what it answered last. */
export async function waitUntilHealthy(url: string, limitMs: number, signal?: AbortSignal): Promise<void> {
  const startedAt = Date.now();
  let last = "nothing answered";
  while (Date.now() - startedAt < limitMs) {
    signal?.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      const body = await response.text();
      if (response.ok) return;
      last = `${response.status} ${body.slice(0, 300)}`;
    } catch (error) {
      last = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  throw new Error(
    `${url} did not become healthy within ${limitMs / 1000} s (last answer: ${last}).\nThe lines above say why; correct that and start again.`,
  );
}
