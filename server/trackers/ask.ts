import type { z } from "zod";
import { OutgoingFailed, outgoing, RefusedAddress } from "#server/platform/outgoing/index.ts";
import { type OpenTracker, TrackerFailed } from "./define.ts";

type Question = { title: string; url: string; method?: "GET" | "POST"; headers: Record<string, string>; body?: unknown };
type Known = { status: number; body: unknown };

/** Asks a tracker and reads JSON. 404 and 410 are answers too; everything else that is no success throws TrackerFailed. Redirects are not followed: they would carry the token. */
export async function askTracker(at: OpenTracker, { title, url, method = "GET", headers, body }: Question): Promise<Known> {
  const answer = await outgoing({
    ...{ url, method, allowedHosts: at.allowedHosts, isFollowing: false },
    headers: {
      accept: "application/json",
      "user-agent": "Muster",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    if (error instanceof OutgoingFailed || error instanceof RefusedAddress) throw new TrackerFailed(`${title}: ${error.message}`);
    throw error;
  });
  const { status, text } = answer;
  if (status === 401 || status === 403)
    throw new TrackerFailed(`${title} answered ${status}: the token is not accepted, or may not do this. Check the token of ${at.check}.`);
  if (status === 429) throw new TrackerFailed(`${title} is asked too often. Try again in a minute.`);
  const parsed = parse(text);
  if (status === 404 || status === 410) return { status, body: parsed };
  if (status < 200 || status > 299) throw new TrackerFailed(`${title} answered ${status}${saidIn(parsed)}. Check ${at.check}.`);
  if (parsed === undefined) throw new TrackerFailed(`What answered is not ${title}: no JSON came. Check the address of ${at.check}.`);
  return { status, body: parsed };
}

/** What came, in the shape that is expected. */
export function shaped<T>(at: OpenTracker, title: string, schema: z.ZodType<T>, body: unknown): T {
  const { data, success } = schema.safeParse(body);
  if (!success) throw new TrackerFailed(`${title} answered in a form that is not known. Check the address of ${at.check}.`);
  return data;
}

export function addressOf(given: string | undefined, usual: string): string {
  return (given || usual).replace(/\/+$/, "");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The tracker's own words, where it has any. */
function saidIn(body: unknown): string {
  if (typeof body !== "object" || body === null) return "";
  const { message, errorMessages, errors } = body as { message?: unknown; errorMessages?: unknown; errors?: unknown };
  const words = [message, ...(Array.isArray(errorMessages) ? errorMessages : []), ...Object.values((errors as object | undefined) ?? {})];
  const said = words.filter((word): word is string => typeof word === "string").join("; ");
  return said ? `: ${said.slice(0, 300)}` : "";
}
