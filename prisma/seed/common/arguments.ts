import { parseArgs } from "node:util";
import { NewPassword } from "#lib/contracts/people.ts";

export type DemoWish = { seed: "demo"; isAdding: boolean; password: string | null };
export type LargeWish = { seed: "large"; isAdding: boolean; incidents: number; entries: number };

export const USAGE = `npm run seed -- <which> [options]

  demo    a month of an online shop: 14 people, 5 teams, 17 services, 40 incidents, three open now (seconds)
            --password <text>   of the people it makes; one is made up and printed when not given
  large   incidents over five years, for measuring at size (minutes)
            --incidents <n>     how many, 100,000 when not given
            --entries <n>       entries of the largest one, 10,000 when not given

  --add   also where the organisation holds incidents already; otherwise the seed refuses

Uses DATABASE_URL, or else the database in MUSTER_DATA_DIR (.muster when not set), also while Muster runs on it. Nothing is deleted.`;

const OPTIONS = {
  add: { type: "boolean", default: false },
  password: { type: "string" },
  incidents: { type: "string" },
  entries: { type: "string" },
} as const;

/** What is wanted; null for a list of what there is. @throws when it cannot be meant. */
export function readArguments(args: string[]): DemoWish | LargeWish | null {
  const { values, positionals } = parse(args);
  const [seed, ...more] = positionals;
  if (args.length === 0) return null;
  if (more.length > 0) throw unclear(`One seed at a time, please: ${positionals.join(", ")}.`);
  switch (seed) {
    case "demo":
      refuse(values, "demo", ["incidents", "entries"]);
      return { seed, isAdding: values.add, password: values.password === undefined ? null : passwordOf(values.password) };
    case "large":
      refuse(values, "large", ["password"]);
      return {
        seed,
        isAdding: values.add,
        incidents: countOf("--incidents", values.incidents, 100_000, 1, 1_000_000),
        entries: countOf("--entries", values.entries, 10_000, 20, 100_000),
      };
    default:
      throw unclear(seed === undefined ? "Say which seed." : `There is no seed "${seed}".`);
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw unclear((error as Error).message);
  }
}

function refuse(values: Record<string, unknown>, seed: string, names: string[]): void {
  const name = names.find((known) => values[known] !== undefined);
  if (name) throw unclear(`The seed ${seed} has no --${name}.`);
}

function passwordOf(text: string): string {
  const password = NewPassword.safeParse(text);
  if (password.success) return password.data;
  throw new Error(`--password: ${password.error.issues[0]?.message}`);
}

function countOf(name: string, text: string | undefined, fallback: number, least: number, most: number): number {
  if (text === undefined) return fallback;
  const count = Number(text.replaceAll(/[,_]/g, ""));
  if (Number.isInteger(count) && count >= least && count <= most) return count;
  throw new Error(`${name} is a whole number from ${least.toLocaleString("en")} to ${most.toLocaleString("en")}.`);
}

function unclear(problem: string): Error {
  return new Error(`${problem}\n\n${USAGE}`);
}
