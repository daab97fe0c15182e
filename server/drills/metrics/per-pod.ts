import { SLOT_MS, type World } from "../world/open-world.ts";
import { isOutside, SERVICES } from "../world/shop.ts";
import type { Pod, Reading, ServiceSpec } from "../world/types.ts";
import { counter, gauge, type Labels, type StoredSeries } from "./series.ts";

const SLOT_SECONDS = SLOT_MS / 1000;

type OfPod = (reading: Reading, service: ServiceSpec, share: number, slot: number) => number | null;

/** The labels that service discovery gives to every target. */
export function labelsOf(name: string, pod: Pod, service: ServiceSpec): Labels {
  return {
    __name__: name,
    namespace: pod.namespace,
    service: service.name,
    app: service.name,
    job: service.name,
    pod: pod.name,
    instance: `${pod.ip}:${service.port}`,
  };
}

/** A gauge for each pod of the services that have it; nothing while the pod does not run. */
export function gaugesOfPods(world: World, name: string, has: (service: ServiceSpec) => boolean, value: OfPod, more: Labels = {}): StoredSeries[] {
  return podsOf(world, has).map(({ pod, service }) =>
    gauge({ ...labelsOf(name, pod, service), ...more }, (slot) => inPod(world, pod, service, slot, value)),
  );
}

/** A counter for each pod, by what it gains a second; it starts anew with its container. */
export function countersOfPods(world: World, name: string, has: (service: ServiceSpec) => boolean, rate: OfPod, more: Labels = {}): StoredSeries[] {
  return podsOf(world, has).map(({ pod, service }) =>
    counter({ ...labelsOf(name, pod, service), ...more }, SLOT_SECONDS, (slot) => inPod(world, pod, service, slot, rate), startsOf(world, pod)),
  );
}

function podsOf(world: World, has: (service: ServiceSpec) => boolean): { pod: Pod; service: ServiceSpec }[] {
  const hidden = world.scenario.hidden?.metricsOf ?? [];
  return SERVICES.filter((service) => !isOutside(service) && !hidden.includes(service.name) && has(service)).flatMap((service) =>
    world.pods.filter((pod) => pod.service === service.name).map((pod) => ({ pod, service })),
  );
}

function inPod(world: World, pod: Pod, service: ServiceSpec, slot: number, value: OfPod): number | null {
  const at = world.begin + slot * SLOT_MS;
  if (!world.runs(pod, at)) return null;
  return value(world.readingOf(service.name, slot), service, 1 / Math.max(1, world.workersIn(service.name, slot)), slot);
}

const startsOf = (world: World, pod: Pod): Set<number> => new Set(pod.restarts.map((end) => world.slotAt(end.at)));
