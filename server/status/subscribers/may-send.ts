import { takesSubscribers } from "#lib/contracts/status/page.ts";
import { settingsFrom } from "../stored.ts";
import type { Claimed } from "./claim-due.ts";

/** Why a message that was planned is not sent after all, as page and recipient stand now; null where it is. Pure. */
export function whyNotSent({ page, subscriber, connectionId, content }: Claimed): string | null {
  if (page.isArchived) return "The page was archived.";
  const settings = settingsFrom(page.settings);
  if (!subscriber) return settings.slack.some((id) => id === connectionId) ? null : "This channel is not told of the page any more.";
  if (!takesSubscribers(settings)) return "The page takes no subscribers any more.";
  // Whoever ended it may ask for it again.
  return subscriber.isEnded && content.kind !== "confirm" ? "The subscription has ended." : null;
}
