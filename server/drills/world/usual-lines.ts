import type { Dice } from "./chance.ts";
import type { Level, LineKind } from "./types.ts";

/** Lines about work that went well: a sample of it, so that they come less where it does not. */
function usual(service: string, perMinute: number, level: Level, text: (dice: Dice) => string): LineKind {
  return {
    service,
    level,
    text,
    perMinute: (_, { rps, errorShare }) => (rps === 0 ? 0 : perMinute * Math.min(1.6, 0.6 + rps / 100) * (level === "info" ? 1 - errorShare : 1)),
  };
}

const millis = (dice: Dice, usually: number): number => Math.round(usually * (0.7 + 0.7 * dice.share()));
const sku = (dice: Dice): string => `SKU-${dice.whole(10_000, 99_999)}`;
const order = (dice: Dice): string => `ord_${dice.hex(8)}`;

export const USUAL_LINES: readonly LineKind[] = [
  usual("storefront", 5, "info", (dice) => `GET /products/${dice.whole(100, 999)} 200 ${millis(dice, 40)}ms`),
  usual("storefront", 2, "info", (dice) => `POST /basket 200 ${millis(dice, 55)}ms session=${dice.hex(8)}`),
  usual("storefront", 0.15, "warn", (dice) => `session ${dice.hex(8)} not found, starting a new one`),
  usual("checkout", 4, "info", (dice) => `s.checkout.CheckoutController : checkout ${order(dice)} accepted in ${millis(dice, 210)} ms`),
  usual("checkout", 2, "info", (dice) => `s.checkout.BasketService : basket ${dice.hex(8)} priced at ${dice.whole(12, 480)}.00 EUR`),
  usual("checkout", 0.12, "warn", (dice) => `s.checkout.BasketService : voucher ${dice.hex(6)} refused: already used`),
  usual("payment-api", 4, "info", (dice) => `s.payment.PaymentService : payment pay_${dice.hex(10)} captured in ${millis(dice, 150)} ms`),
  usual("payment-api", 0.3, "info", (dice) => `s.payment.FraudCheck : score ${dice.whole(1, 60)} for pay_${dice.hex(10)}`),
  usual("payment-api", 0.2, "warn", (dice) => `s.payment.PaymentService : payment pay_${dice.hex(10)} declined by issuer: insufficient_funds`),
  usual("orders", 4, "info", (dice) => `order ${order(dice)} stored in ${millis(dice, 18)}ms`),
  usual("orders", 1, "info", (dice) => `published order.created for ${order(dice)}`),
  usual("catalogue", 5, "info", (dice) => `GET /products?category=${dice.whole(1, 40)} 200 ${millis(dice, 12)}ms cache=hit`),
  usual("catalogue", 1, "info", (dice) => `GET /products/${dice.whole(100, 999)} 200 ${millis(dice, 22)}ms cache=miss`),
  usual("inventory", 3, "info", (dice) => `stock of ${sku(dice)} is ${dice.whole(0, 400)}`),
  usual("inventory", 0.2, "warn", (dice) => `stock of ${sku(dice)} below reorder point`),
  usual("notifications", 3, "info", (dice) => `mail for ${order(dice)} sent in ${millis(dice, 90)}ms`),
  usual("notifications", 0.08, "warn", (dice) => `mail address of ${order(dice)} bounced before, sending to the account's address`),
  usual(
    "message-queue",
    0.5,
    "info",
    (dice) =>
      `connection <0.${dice.whole(500, 9000)}.0> (10.244.1.${dice.whole(2, 250)}:${dice.whole(32_000, 60_000)} -> 10.244.2.18:5672): user 'orders' authenticated`,
  ),
  usual("redis", 0.3, "info", (dice) => `Background saving terminated with success, ${dice.whole(2, 9)} MB of memory used by copy-on-write`),
  usual(
    "postgres",
    0.4,
    "info",
    (dice) => `checkpoint complete: wrote ${dice.whole(400, 2200)} buffers (${dice.whole(1, 9)}.2%); sync=0.0${dice.whole(10, 99)} s`,
  ),
  usual(
    "postgres",
    0.3,
    "info",
    (dice) => `automatic vacuum of table "shop.public.orders": index scans: 1, tuples: ${dice.whole(200, 9000)} removed`,
  ),
];
