import { calendarOf } from "#server/oncall/index.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import type { Exchange } from "./routes.ts";

/** A calendar of shifts; its address is the secret, since calendars cannot sign in. */
export async function sendOncallCalendar({ res, params }: Exchange): Promise<void> {
  const token = /^([\w-]{20,100})\.ics$/.exec(params.file ?? "")?.[1];
  const text = token ? await calendarOf(token) : null;
  if (text === null) throw new NotFoundError("There is no calendar at this address, or it was revoked. Make a new address in the console.");
  res.writeHead(200, {
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": 'inline; filename="on-call.ics"',
    "cache-control": "private, max-age=300",
    "referrer-policy": "no-referrer",
  });
  res.end(text);
}
