import { z } from "zod";
import { MAX_SEALED_BYTES } from "#lib/contracts/sealed.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { importSealed } from "#server/sealed/index.ts";
import { readBody, sendJson } from "./respond.ts";
import type { Exchange } from "./routes.ts";

/** The file inside its JSON: each quote and each backslash of it is written as two characters. */
const MAX_BODY_BYTES = 2 * MAX_SEALED_BYTES + 1_024;
const Body = z.object({ content: z.string().min(1, "Give the sealed file as `content`.") });

/** Takes in a sealed export: `{ "content": the file as it is }`. */
export async function receiveSealed({ req, res, ctx }: Exchange): Promise<void> {
  const text = (await readBody(req, MAX_BODY_BYTES)).toString("utf8");
  sendJson(res, 201, await importSealed(ctx, Body.parse(read(text)).content));
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidError('Send JSON: { "content": the sealed file as it is }. Nothing was taken in.');
  }
}
