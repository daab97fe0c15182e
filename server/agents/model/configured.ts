import { env } from "#server/platform/env.ts";
import { priceOf } from "./price.ts";

/** The configured model's name, and whether its price is known; null for none. Asks no provider. */
export function modelConfigured(): { name: string; hasPrice: boolean } | null {
  const { MUSTER_MODEL: name, MUSTER_MODEL_PRICE: price } = env();
  return name ? { name, hasPrice: priceOf(name, price) !== null } : null;
}
