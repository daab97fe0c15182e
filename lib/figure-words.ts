import type { Figure } from "./contracts/figures.ts";
import { durationWords } from "./time.ts";

/** A figure as people read it: `45 min`, `15 %`, `12,000`, `USD 45,000`. Estimates say so by `~`, and money no more exactly than is known. */
export function figureWords({ unit, value, source }: Pick<Figure, "unit" | "value" | "source">, currency: string): string {
  if (source !== "estimated") return plain(unit, value, currency);
  return `~${plain(unit, unit === "money" ? Number(value.toPrecision(3)) : value, currency)}`;
}

function plain(unit: Figure["unit"], value: number, currency: string): string {
  switch (unit) {
    case "milliseconds":
      return value < 0 ? `−${durationWords(value)}` : durationWords(value);
    case "minutes":
      return `${value < 0 ? "−" : ""}${new Intl.NumberFormat("en", { maximumFractionDigits: 1 }).format(Math.abs(value))} min`;
    case "percent":
      return `${new Intl.NumberFormat("en", { maximumFractionDigits: 1 }).format(value)} %`;
    case "money":
      return `${currency} ${new Intl.NumberFormat("en", { maximumFractionDigits: 0 }).format(value)}`;
    case "count":
      return new Intl.NumberFormat("en", { maximumFractionDigits: 0 }).format(value);
    default:
      return unit satisfies never;
  }
}
