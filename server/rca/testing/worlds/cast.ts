import type { Random } from "./random.ts";

export type Place = "own" | "caller" | "dependency" | "edge" | "aside";

/** Who plays in a world. `stem` is the word that the paths and tables of the service `own` are named by. */
export type Cast = {
  own: string;
  caller: string;
  dependency: string;
  /** The service that customers reach first. */
  edge: string;
  /** A service that has nothing to do with it. */
  aside: string;
  stem: string;
  dependencyStem: string;
  asideStem: string;
  noun: string;
  Noun: string;
  /** Path of a file of the service `own` as its language would place it. */
  go(file: string): string;
  ts(file: string): string;
  py(file: string): string;
  java(file: string): string;
  yaml(file: string): string;
  sql(file: string): string;
  tf(file: string): string;
};

export const STEMS = [
  "ledger",
  "roster",
  "parcel",
  "tariff",
  "beacon",
  "docket",
  "harvest",
  "locker",
  "mirror",
  "orchard",
  "pantry",
  "quarry",
  "relay",
  "saddle",
];
const NOUNS = ["invoice", "coupon", "booking", "shipment", "contract", "device", "playlist", "ticket", "refund", "statement", "listing", "rental"];
const STYLES = ["-svc", "service", "-api", "", "-worker", "-service"];

/** The same random numbers with other stems give the same world under other names. */
export function castOf(random: Random, stems: readonly string[] = STEMS): Cast {
  const [stem = "", callerStem = "", dependencyStem = "", edgeStem = "", asideStem = ""] = random.take(stems, 5);
  const style = random.pick(STYLES);
  const noun = random.pick(NOUNS);
  const root = random.pick([stem, `services/${stem}`, `apps/${stem}`]);
  const file = (folder: string) => (name: string) => `${root}/${folder}${name}`;
  return {
    own: stem + style,
    caller: callerStem + style,
    dependency: dependencyStem + style,
    edge: edgeStem + random.pick(["-gateway", "-web", "-edge"]),
    aside: asideStem + style,
    stem,
    dependencyStem,
    asideStem,
    noun,
    Noun: noun.charAt(0).toUpperCase() + noun.slice(1),
    go: file("internal/"),
    ts: file("src/"),
    py: file("app/"),
    java: file(`src/main/java/com/acme/${stem}/`),
    yaml: (name) => random.pick([`deploy/${stem}/${name}`, `charts/${stem}/${name}`, `config/prod/${stem}/${name}`]),
    sql: file("migrations/"),
    tf: (name) => `infra/prod/${stem}/${name}`,
  };
}

export const nameAt = (cast: Cast, place: Place): string => cast[place];
