import { ConflictError, ForbiddenError } from "#server/platform/errors.ts";
import { type Notifier, notifiers } from "#server/platform/notifiers.ts";
import { isSignedBySlack, type SlackSigned } from "./signatures.ts";
import { takeOnce } from "./take-once.ts";

export type FromSlack = { app: Notifier; fields: URLSearchParams };

/** What Slack sent, with the app that it came by. Refuses what is not signed, is old, or was taken before. */
export async function openSlackRequest(signed: SlackSigned): Promise<FromSlack> {
  const apps = await notifiers("slack");
  const secretsOf = ({ secrets }: Notifier) => [secrets.signingSecret ?? "", secrets.formerSigningSecret ?? ""];
  const app = apps.find((one) => isSignedBySlack(signed, secretsOf(one), Date.now()));
  if (!app) {
    throw new ForbiddenError(
      "Slack did not sign this with the signing secret that Muster knows, or it is older than five minutes. Check SLACK_SIGNING_SECRET and the clock.",
      "not_signed_in",
    );
  }
  if (!(await takeOnce(`slack:${signed.signature}`))) throw new ConflictError("This request was taken already.", null, "already_done");
  return { app, fields: new URLSearchParams(signed.body.toString("utf8")) };
}
