import { publicUrl } from "#server/platform/env.ts";
import { newId } from "#server/platform/id.ts";
import { ChannelError, type Sent } from "./channel.ts";
import type { Claimed } from "./claim-due.ts";
import { destinationOf } from "./destination.ts";
import { CHANNELS } from "./registry.ts";

const LONGEST_MS = 12_000;

/** `destination`: with its secrets sealed, as it is stored. */
export type Direct = Pick<Claimed, "channel" | "methodId" | "allowedHosts"> & {
  recipient: { id: string; name: string; email: string };
  destination: NonNullable<Claimed["destination"]>;
  title: string;
  summary: string;
};

/** Sends a message that no incident is behind, by the very channel that pages go: tests and codes. Throws ChannelError. */
export async function sendDirect({ title, summary, ...to }: Direct): Promise<Sent> {
  const channel = CHANNELS[to.channel];
  if (!channel) throw new ChannelError("What should carry it is not set up here. Ask an administrator to connect it.", { isFinal: true });
  const { id, name } = to.recipient;
  const message = {
    page: newId(),
    key: newId(),
    reference: "TEST",
    title,
    summary,
    severity: null,
    kind: "test",
    services: [],
    step: "A test: nothing is wrong",
    declaredAt: new Date().toISOString(),
    roomUrl: `${publicUrl()}/settings/notifications`,
    answerUrl: null,
    recipient: { id, name },
  };
  try {
    return await channel.send(message, await destinationOf(to), AbortSignal.timeout(LONGEST_MS), 1);
  } catch (error) {
    if (error instanceof ChannelError) throw error;
    throw new ChannelError(error instanceof Error ? error.message : String(error), { isFinal: false });
  }
}
