import { AnswerPageByLink } from "#lib/contracts/escalation/page-link.ts";
import { answerPageByLink } from "#server/escalation/index.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { readBody } from "./respond.ts";
import type { Exchange } from "./routes.ts";

const LARGEST = 1_024;

/** The form behind the link of a page, which works without scripts: answers, and shows the page again. */
export async function receivePageAnswer({ req, res, ctx, params }: Exchange): Promise<void> {
  const form = new URLSearchParams((await readBody(req, LARGEST)).toString("utf8"));
  const input = AnswerPageByLink.parse({ token: params.token, answer: form.get("answer") });
  // Who answers twice sees what was answered.
  await answerPageByLink(ctx, input).catch((error: unknown) => {
    if (!(error instanceof ConflictError)) throw error;
  });
  res.writeHead(303, { location: `/ack/${encodeURIComponent(input.token)}`, "cache-control": "no-store", "referrer-policy": "no-referrer" });
  res.end();
}
