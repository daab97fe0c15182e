import { analyse } from "../../analyse.ts";
import type { Bundle, Span } from "../../bundle.ts";
import { NO_LOGS } from "../../logs/digest.ts";
import { openRandom, type Random } from "../random.ts";
import { SHOP_FAULTS, type ShopFault, type Trouble, troubleOf } from "./faults.ts";
import { metricsOf } from "./metrics.ts";
import { type Plan, planOf } from "./plan.ts";
import { play } from "./play.ts";

export { SHOP_FAULTS, type ShopFault } from "./faults.ts";

export type Shop = { bundle: Bundle; truth: { service: string; fault: ShopFault | "none" } };

const ONSET = Date.UTC(2025, 8, 9, 10, 30, 20);
const MINUTE = 60_000;
const BEFORE = 30;
const AFTER = 4;
/** Minutes of which spans were kept: a calm one, those before two earlier faults, the one before this fault, and those of the fault. */
const KEPT: readonly (readonly [number, number])[] = [
  [-22, -21],
  [-15, -14],
  [-7, -6],
  [-1, AFTER],
];

/**
 * A shop with one fault, as spans and metrics without a line of logs, after two earlier faults of which a kept minute may hold the end. The same seed and
 * fault, the same shop.
 */
export function generateShop(seed: number, fault: ShopFault | "none"): Shop {
  const random = openRandom(seed);
  const plan = planOf(random);
  const earlier = [-17, -9].map((minute) => {
    const lasts = random.next() < 0.5 ? random.between(1.3, 1.8) : random.between(2.2, 2.9);
    return troubleOf(random.pick(SHOP_FAULTS), plan, ONSET + minute * MINUTE, ONSET + (minute + lasts) * MINUTE, random);
  });
  const now = fault === "none" ? null : troubleOf(fault, plan, ONSET, ONSET + AFTER * MINUTE, random);
  const troubles = [...earlier, ...(now ? [now] : [])];
  const spans = spansOf(plan, troubles, random);
  const isKept = (at: number): boolean => KEPT.some(([from, to]) => at >= ONSET + from * MINUTE && at < ONSET + to * MINUTE);
  return {
    bundle: {
      incident: {
        title: "Requests are slow or failing",
        startedAt: null,
        detectedAt: ONSET,
        endedAt: null,
        window: { from: ONSET, to: ONSET + AFTER * MINUTE },
        symptoms: [],
        namespace: null,
      },
      series: metricsOf(spans.flat(), plan, troubles, ONSET - BEFORE * MINUTE, BEFORE + AFTER, random),
      logs: NO_LOGS,
      spans: spans.filter(([first]) => first && isKept(first.start)).flat(),
      changes: [],
      edges: [],
      objects: [],
      outputs: [],
      alerts: [],
      past: [],
      warnings: [],
    },
    truth: { service: now?.service ?? "", fault },
  };
}

/** How often the faulty service of such shops comes first, and among the first three. */
export function judgeShops(
  seeds: readonly number[],
  fault: ShopFault,
  generate: (seed: number, fault: ShopFault) => Shop = generateShop,
): { shops: number; first: number; firstThree: number } {
  const places = seeds.map((seed) => {
    const { bundle, truth } = generate(seed, fault);
    const { rootCause, ranked } = analyse(bundle);
    return [...new Set([rootCause.service, ...ranked.map(({ service }) => service)])].indexOf(truth.service);
  });
  const among = (most: number): number => places.filter((place) => place >= 0 && place < most).length;
  return { shops: seeds.length, first: among(1), firstThree: among(3) };
}

/** Requests one after another over the whole time, each with its spans; users ask now more for this and now more for that, and services have slower minutes. */
function spansOf(plan: Plan, troubles: readonly Trouble[], random: Random): Span[][] {
  const perMinute = random.whole(40, 120);
  const [failureShare, marksErrors] = [random.between(0, 0.01), random.next() < 0.4];
  const paces = new Map(plan.services.map((service) => [service, Array.from({ length: BEFORE + AFTER }, () => Math.exp(0.12 * random.normal()))]));
  const paceOf = (service: string, at: number): number => paces.get(service)?.[Math.floor((at - ONSET) / MINUTE) + BEFORE] ?? 1;
  const setting = { plan, troubles, failureShare, marksErrors, paceOf, random };
  return Array.from({ length: BEFORE + AFTER }, (_, minute) => {
    const wanted = plan.routes.flatMap(({ operation, weight }) => Array.from({ length: Math.round(weight * random.between(1, 3)) }, () => operation));
    const count = Math.round(perMinute * random.between(0.7, 1.2));
    return Array.from({ length: count }, (_, number) => {
      const at = ONSET + (minute - BEFORE + (number + random.next()) / count) * MINUTE;
      return play(random.pick(wanted), `t${minute}-${number}`, at, setting);
    });
  }).flat();
}
