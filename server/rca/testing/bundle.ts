import type { Bundle } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import { NO_LOGS } from "../logs/digest.ts";
import type { Suspect } from "../rank.ts";

/** An empty bundle of an incident at noon, with whatever a test wants in it. */
export function aBundle(fields: Partial<Omit<Bundle, "incident">> & { incident?: Partial<Bundle["incident"]> } = {}): Bundle {
  const { incident, ...rest } = fields;
  return {
    series: [],
    logs: NO_LOGS,
    spans: [],
    changes: [],
    edges: [],
    objects: [],
    outputs: [],
    alerts: [],
    past: [],
    warnings: [],
    ...rest,
    incident: { title: "Checkout fails", startedAt: null, detectedAt: NOON, endedAt: null, window: null, symptoms: [], namespace: null, ...incident },
  };
}

export const NOON = Date.parse("2026-11-23T12:00:00Z");

export function aClue(fields: Partial<Clue> & Pick<Clue, "service">): Clue {
  return { signature: null, statement: `${fields.service} is slow`, strength: 0.8, role: "either", at: NOON, evidence: [], ...fields };
}

export function aSuspect(service: string, score: number, clues: Partial<Clue>[] = [{}]): Suspect {
  return { service, score, clues: clues.map((clue) => aClue({ service, ...clue })) };
}
