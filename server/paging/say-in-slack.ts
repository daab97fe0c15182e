import { notifiers } from "#server/platform/notifiers.ts";
import { ChannelError, type Sent } from "./channel.ts";
import { sayInChannel } from "./channels/slack.ts";

/** Says something in the channel of a connection of Slack, once for each key. Throws ChannelError with what to check. */
export async function sayInSlack(connectionId: string, said: { key: string; text: string }, signal: AbortSignal, attempt: number): Promise<Sent> {
  const found = (await notifiers("slack")).find(({ id }) => id === connectionId);
  if (!found) throw new ChannelError("This connection of Slack was removed or turned off. Choose another on the status page.", { isFinal: true });
  const { settings, secrets, allowedHosts, check } = found;
  return sayInChannel(said, { address: "", settings, secrets, allowedHosts, check }, signal, attempt);
}
