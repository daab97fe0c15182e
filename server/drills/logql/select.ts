import { testOf } from "../metrics/store.ts";
import { linesBetween, type WorldLine } from "../world/lines.ts";
import type { World } from "../world/open-world.ts";
import { SERVICES } from "../world/shop.ts";
import type { LogSelection } from "./parse.ts";

export type Streams = Record<string, string>;

/** The labels under which a line is kept. */
export const streamOf = ({ service, namespace, pod, level }: WorldLine): Streams => ({
  app: service,
  container: service,
  level,
  namespace,
  pod,
  service,
});

/** Lines in a window that a selection takes, in order of time. Only services that can fit are looked at. */
export function selectLines(world: World, { matchers, filters }: LogSelection, from: number, to: number): WorldLine[] {
  const tests = matchers.map(testOf);
  const byService = matchers.filter(({ label }) => label === "service" || label === "app").map(testOf);
  const services = [...SERVICES.map(({ name }) => name), "coredns"].filter((service) => byService.every((test) => test({ service, app: service })));
  const accepts = filters.map(({ operator, text }) => {
    if (operator === "|=" || operator === "!=") return (line: string) => line.includes(text) === (operator === "|=");
    const pattern = new RegExp(text);
    return (line: string) => pattern.test(line) === (operator === "|~");
  });
  return linesBetween(world, from, to, new Set(services)).filter((line) => {
    const stream = streamOf(line);
    return tests.every((test) => test(stream)) && accepts.every((accept) => accept(line.text));
  });
}
