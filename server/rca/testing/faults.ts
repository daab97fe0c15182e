import type { Random } from "./random.ts";
import type { Service } from "./simulate.ts";

/** Faults as injectors bring them (stress tools, traffic control): a busy processor, a leak, a busy disk, delayed or lost packets, exhausted sockets. */
export const FAULTS = ["cpu", "mem", "disk", "delay", "loss", "socket"] as const;
export type Fault = (typeof FAULTS)[number];

/** What a fault adds in each row to its service. `metrics`: where its root shows. */
export type Affliction = {
  root: Service;
  metrics: string[];
  /** Factor of the service's own latency; seconds added to all and to the slow ones; share of errors. */
  slower(row: number): number;
  delay(row: number): number;
  tail(row: number): number;
  errors(row: number): number;
  cpu(row: number): number;
  memory(row: number): number;
  disk(row: number): number;
  sockets(row: number): number;
};

/** It lasts from `start` to `end`. */
type Setting = { root: Service; start: number; end: number; rows: number; severity: number; random: Random };

/** Draws how strongly a fault of that kind shows, and in what else than its own metric. */
export function afflict(fault: Fault, setting: Setting): Affliction {
  const { root, start, end, random, severity } = setting;
  const since = (row: number): number => (row < start || row >= end ? 0 : 1);
  const ramp = (row: number, length: number): number => since(row) * Math.min(1, (row - start + 1) / length);
  const none = (): number => 0;
  const calm: Affliction = {
    root,
    metrics: [],
    slower: () => 1,
    delay: none,
    tail: none,
    errors: none,
    cpu: none,
    memory: none,
    disk: none,
    sockets: none,
  };
  const size = severity * random.between(0.7, 1.5);
  const slow = severity * random.between(0.2, 3);
  switch (fault) {
    case "cpu":
      return { ...calm, metrics: ["cpu"], cpu: (row) => 0.5 * size * ramp(row, 5), slower: (row) => 1 + slow * since(row) };
    case "mem": {
      const length = random.whole(10, Math.max(20, (setting.rows - start) / 2));
      return {
        ...calm,
        metrics: ["mem"],
        memory: (row) => 0.6 * size * root.memory * ramp(row, length),
        slower: (row) => 1 + 0.3 * slow * ramp(row, length),
      };
    }
    case "disk":
      return { ...calm, metrics: ["diskio"], disk: (row) => 2e6 * size * since(row), slower: (row) => 1 + slow * since(row) };
    case "delay":
      return { ...calm, metrics: ["latency-50", "latency-90"], delay: (row) => 0.2 * size * since(row) };
    case "loss": {
      const share = 0.04 * size;
      return {
        ...calm,
        metrics: ["latency-90", "latency-50", "error"],
        delay: (row) => 0.02 * size * since(row),
        tail: (row) => 0.25 * size * since(row),
        errors: (row) => share * since(row),
      };
    }
    case "socket":
      return {
        ...calm,
        metrics: ["socket"],
        sockets: (row) => 300 * size * ramp(row, 20),
        slower: (row) => 1 + slow * since(row),
        errors: (row) => 0.05 * size * ramp(row, 20),
      };
  }
}
