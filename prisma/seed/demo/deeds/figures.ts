import type { z } from "zod";
import type { FiguresChange } from "#lib/contracts/incident-commands.ts";
import { ScenarioError } from "../notation/read-scenario.ts";

type Change = z.input<typeof FiguresChange>;

const number = (text: string): number => Number(text.replaceAll(",", ""));

const FIGURES: [RegExp, (value: string) => Change][] = [
  [/^users ([\d.]+) %$/, (value) => ({ usersPercent: Number(value) })],
  [/^customers ([\d,]+)$/, (value) => ({ customers: number(value) })],
  [/^revenue ([\d,]+) an hour$/, (value) => ({ revenuePerHour: number(value) })],
  [/^in (.+)$/, (value) => ({ regions: value.split(" + ") })],
  [/^(no )?data loss$/, (no) => ({ dataLoss: !no })],
  [/^(no )?breach$/, (no) => ({ security: !no })],
];

/** Reads figures such as `users 38 %; customers 1,200; revenue 7,200 an hour; in DE + AT; no data loss`. */
export function figuresOf(written: string, { where }: { where: string }): Change {
  const change: Change = {};
  for (const part of written.split(/;\s*/).filter(Boolean)) {
    const known = FIGURES.flatMap(([pattern, read]) => {
      const match = pattern.exec(part);
      return match ? [read(match[1] ?? "")] : [];
    });
    if (known.length === 0) throw new ScenarioError(`${where}: "${part}" is no figure.`);
    Object.assign(change, ...known);
  }
  return change;
}
