import type { NotifyingKind } from "#lib/contracts/notifying-kinds.ts";
import { publicUrl } from "#server/platform/env.ts";
import { newId } from "#server/platform/id.ts";
import type { Notifier } from "#server/platform/notifiers.ts";
import type { Channel, Destination, PageMessage } from "./channel.ts";
import { CHANNELS } from "./registry.ts";

const LONGEST_MS = 12_000;

/** Sends a test message, and says what came of it; that it fails is an answer too. */
export async function testNotifier(open: () => Promise<Omit<Notifier, "id">>): Promise<{ isGood: boolean; message: string }> {
  try {
    const { kind, settings, secrets, allowedHosts, check } = await open();
    const destination: Destination = { address: settings.url ?? "", settings, secrets, allowedHosts, check };
    return { isGood: true, message: await tested(kind, destination, AbortSignal.timeout(LONGEST_MS)) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { isGood: false, message: error.message.toWellFormed().replaceAll("\0", "").slice(0, 2_000) };
  }
}

async function tested(kind: NotifyingKind, destination: Destination, signal: AbortSignal): Promise<string> {
  const channel: Channel | undefined = CHANNELS[kind];
  if (channel?.test) return channel.test(destination, signal);
  await channel?.send(testMessage(), destination, signal, 1);
  return "It took a test message, which says that nothing is wrong.";
}

function testMessage(): PageMessage {
  const id = newId();
  return {
    page: id,
    key: id,
    reference: "TEST",
    title: "Test from Muster: nothing is wrong",
    summary: "",
    severity: "SEV4",
    kind: "drill",
    services: [],
    step: "Test",
    declaredAt: new Date().toISOString(),
    roomUrl: publicUrl(),
    answerUrl: null,
    recipient: null,
  };
}
