import type { IncomingMessage } from "node:http";
import { openSlackRequest, takeCommand, takeInteraction, takePagerDutyEvent } from "#server/inbound/index.ts";
import { addressOf } from "./address.ts";
import { readBody, sendJson } from "./respond.ts";
import type { Exchange } from "./routes.ts";

const LONGEST_BODY = 512 * 1_024;

/** A button pressed in Slack. Whoever pressed it is told there. */
export async function receiveSlackInteraction({ req, res }: Exchange): Promise<void> {
  await takeInteraction(await fromSlack(req), addressOf(req));
  res.writeHead(200, { "cache-control": "no-store" }).end();
}

/** `/muster …`. */
export async function receiveSlackCommand({ req, res }: Exchange): Promise<void> {
  sendJson(res, 200, await takeCommand(await fromSlack(req), addressOf(req)));
}

/** What a webhook subscription of PagerDuty tells. */
export async function receivePagerDuty({ req, res, params }: Exchange): Promise<void> {
  const body = await readBody(req, LONGEST_BODY);
  const isHeeded = await takePagerDutyEvent(params.connectionId ?? "", body, header(req, "x-pagerduty-signature"), addressOf(req));
  sendJson(res, 200, { isHeeded });
}

async function fromSlack(req: IncomingMessage) {
  const body = await readBody(req, LONGEST_BODY);
  return openSlackRequest({ body, timestamp: header(req, "x-slack-request-timestamp"), signature: header(req, "x-slack-signature") });
}

function header(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}
