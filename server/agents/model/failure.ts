/** Why a model gave no usable step, in words for the person. `isPassing`: trying again may help. */
export class ModelFailure extends Error {
  readonly isPassing: boolean;
  readonly retryAfterMs: number | null;
  constructor(message: string, options: { isPassing?: boolean; retryAfterMs?: number | null } = {}) {
    super(message);
    this.isPassing = options.isPassing ?? false;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

type Known = { statusCode?: unknown; responseHeaders?: unknown; message?: unknown; cause?: unknown; name?: unknown };

/** Reads whatever the SDK or the network threw. Never repeats what the provider wrote: it may quote the key or the prompt. Pure but for `now`. */
export function failureOf(error: unknown, now: number): ModelFailure {
  if (error instanceof ModelFailure) return error;
  const { statusCode, responseHeaders, name } = (error ?? {}) as Known;
  const status = typeof statusCode === "number" ? statusCode : null;
  const retryAfterMs = retryAfter(responseHeaders, now);
  if (status === 401 || status === 403) return new ModelFailure("it refused the key");
  if (status === 404) return new ModelFailure("it does not know the model or the address");
  if (status === 429) return new ModelFailure("it takes no more requests at the moment", { isPassing: true, retryAfterMs });
  if (status !== null && status >= 500) return new ModelFailure(`it answered with an error (${status})`, { isPassing: true, retryAfterMs });
  if (status !== null && status >= 400) return new ModelFailure(`it refused the request (${status})`);
  if (status !== null) return new ModelFailure("its answer broke off", { isPassing: true });
  if (name === "TimeoutError" || name === "AbortError") return new ModelFailure("it took too long to answer");
  if (name === "AI_InvalidResponseDataError") return new ModelFailure("its answer broke off", { isPassing: true });
  if (name === "AI_JSONParseError" || name === "AI_TypeValidationError") return new ModelFailure("its answer could not be read");
  if (name === "AI_APICallError" || name === "TypeError") return new ModelFailure("it could not be reached", { isPassing: true });
  return new ModelFailure("its answer could not be used");
}

/** `Retry-After` as seconds or a date, in milliseconds from now; null when there is none. */
function retryAfter(headers: unknown, now: number): number | null {
  const value = (headers as Record<string, string> | undefined)?.["retry-after"];
  if (!value) return null;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}
