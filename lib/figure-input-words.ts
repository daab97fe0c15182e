import { TIMESTAMP_WORDS } from "./describe-event.ts";
import { utcMinute } from "./utc-minute.ts";

const STATED: Record<string, string> = { usersPercent: "Users in percent", customers: "Customers", revenuePerHour: "Revenue per hour" };
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** What an input of a figure is called on screens. */
export function inputName(name: string): string {
  const moment = (TIMESTAMP_WORDS as Record<string, string>)[name];
  return STATED[name] ?? (moment ? moment.charAt(0).toUpperCase() + moment.slice(1) : name.replaceAll("_", " "));
}

/** The value of an input as people read it; what is not there is unknown. */
export function inputValue(value: string | number | null): string {
  if (value === null) return "unknown";
  const isNumber = typeof value === "number" || /^\d+(?:\.\d+)?$/.test(value);
  return isNumber ? new Intl.NumberFormat("en", { maximumFractionDigits: 6 }).format(Number(value)) : value.replaceAll(INSTANT, utcMinute);
}
