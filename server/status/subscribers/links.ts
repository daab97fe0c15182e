import { urlOfPage } from "../addresses.ts";
import { tokenFor } from "../tokens.ts";

type Subscriber = { id: string; askedAt: string | Date };

/** Only the newest mail that asks for confirmation has a link that counts. */
export function generationOf({ askedAt }: Pick<Subscriber, "askedAt">): number {
  return new Date(askedAt).getTime();
}

export async function confirmUrl(slug: string, subscriber: Subscriber): Promise<string> {
  return `${urlOfPage(slug, "public")}/confirm/${await tokenFor("confirm", subscriber.id, generationOf(subscriber))}`;
}

export async function unsubscribeUrl(slug: string, { id }: Pick<Subscriber, "id">): Promise<string> {
  return `${urlOfPage(slug, "public")}/unsubscribe/${await tokenFor("unsubscribe", id)}`;
}
