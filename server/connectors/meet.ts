import { MusterError } from "#server/platform/errors.ts";
import type { OpenConnection } from "./define.ts";
import { openLink, testLink } from "./registry.ts";

/** Nobody looks at a spinning button for longer. */
const LIMITS = { attempts: 2, timeoutMs: 8_000, altogetherMs: 12_000, longestWaitMs: 2_000 };

/** What a system says of itself, or what to check. */
export async function met(open: () => Promise<OpenConnection>): Promise<{ isGood: boolean; message: string }> {
  try {
    const link = await openLink({ ...(await open()), limits: LIMITS });
    return { isGood: true, message: storable(await testLink(link)) };
  } catch (error) {
    if (error instanceof MusterError || error instanceof Error) return { isGood: false, message: storable(error.message) };
    throw error;
  }
}

/** What stands where a connection is not whole. */
export function refuse(problem: string | null): never {
  throw new Error(problem ?? "The environment does not make a whole connection. Look at its variables.");
}

/** Parts of it are anybody's bytes. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "").slice(0, 2_000);
}
