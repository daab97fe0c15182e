import type { Tls } from "#server/platform/outgoing/index.ts";

/**
 * A system as it is asked: where, with what, under which limits. `headers` hold what proves who asks; `secrets` are the texts among them that
 * must never be shown. `check` names what to look at: a variable of the environment, or a field of a connection.
 */
export type Far = {
  title: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  secrets: readonly string[];
  check: { address: string; secret: string };
  /** Hosts inside the network that may be asked. */
  allowedHosts: readonly string[];
  tls?: Tls;
  limits?: Partial<Limits>;
};

/** `attempts`: how often a question is put at most. `waitMs`: the first wait's most, doubled each time. Bytes are of one answer. */
export type Limits = { attempts: number; waitMs: number; longestWaitMs: number; timeoutMs: number; altogetherMs: number; bytes: number };

export const LIMITS: Limits = { attempts: 3, waitMs: 400, longestWaitMs: 15_000, timeoutMs: 15_000, altogetherMs: 45_000, bytes: 16 * 1_048_576 };

const SHORTEST_SECRET = 4;

/** A text with every secret in it blotted out, also where it stands encoded. Pure. */
export function masked(text: string, secrets: readonly string[]): string {
  const forms = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")])
    .toSorted((one, other) => other.length - one.length);
  return forms.reduce((rest, form) => rest.replaceAll(form, "•••"), text);
}
