import type { Severity } from "#lib/contracts/incident.ts";
import { counts, losses, percents, revenues } from "./find/amounts.ts";
import { type Line, lineOf } from "./find/line.ts";
import { type People, people, roles, services } from "./find/names.ts";
import { levels, positions } from "./find/ranks.ts";
import { references } from "./find/references.ts";
import { phases, regions, severities, urls } from "./find/terms.ts";
import { times } from "./find/times.ts";
import type { Found, Named, Position, Vocabulary } from "./vocabulary.ts";
import type { Word } from "./words.ts";

/** Everything of a kind that a prompt names, in its order. */
export type Finds = {
  references: Found<string>[];
  severities: Found<Severity>[];
  phases: Found<string>[];
  roles: Found<string>[];
  people: People;
  positions: Found<Position>[];
  levels: Found<number | string>[];
  services: Found<Named>[];
  times: Found<string>[];
  urls: Found<string>[];
  percents: Found<number>[];
  counts: Found<number>[];
  revenues: Found<number>[];
  regions: Found<string>[];
  losses: Found<boolean>[];
};

export function recognise(words: readonly Word[], original: string, vocabulary: Vocabulary, isCommon: (word: string) => boolean): Finds {
  const line: Line = lineOf(words);
  return {
    references: references(line, vocabulary),
    severities: severities(line),
    phases: phases(line),
    roles: roles(line, vocabulary),
    people: people(line, vocabulary, original, isCommon),
    positions: positions(line, vocabulary),
    levels: levels(line, vocabulary),
    services: services(line, vocabulary),
    times: times(line, vocabulary),
    urls: urls(line, original),
    percents: percents(line),
    counts: counts(line),
    revenues: revenues(line),
    regions: regions(line),
    losses: losses(line),
  };
}

/** The tag of each kind in a sentence's string. Kinds that come first take the words when two overlap. */
export function tagged(finds: Finds): { tag: string; from: number; to: number }[] {
  const kinds: [string, readonly { from: number; to: number }[]][] = [
    ["url", finds.urls],
    ["reference", finds.references],
    ["severity", finds.severities],
    ["revenue", finds.revenues],
    ["percent", finds.percents],
    ["count", finds.counts],
    ["loss", finds.losses],
    ["time", finds.times],
    ["person", [...finds.people.found, ...finds.people.unclear]],
    ["position", finds.positions],
    ["level", finds.levels],
    ["role", finds.roles],
    ["service", finds.services],
    ["region", finds.regions],
    ["phase", finds.phases],
  ];
  const taken = new Set<number>();
  return kinds.flatMap(([tag, places]) =>
    places.flatMap(({ from, to }) => {
      const at = Array.from({ length: to - from }, (_, step) => from + step);
      if (at.some((index) => taken.has(index))) return [];
      for (const index of at) taken.add(index);
      return [{ tag, from, to }];
    }),
  );
}
