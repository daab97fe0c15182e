import { clause, entryMark, figureRef, has, newest, said, valueOfFigure, type WriterSource } from "./source.ts";

/** What it cost: customers, revenue, error budgets. Each number is a figure and says whether it was measured, estimated or reported. */
export function impact(source: WriterSource): string {
  const { room } = source;
  const mark = entryMark(newest(source, "impact") ?? 1);
  const lines = [
    customers(source, mark),
    revenue(source),
    ...budgets(source),
    room.figures.dataLoss ? `**Data loss**: data was lost${mark}.` : room.figures.dataLoss === false ? `**Data loss**: none${mark}.` : null,
    room.figures.security ? `**Security**: the incident concerned security${mark}.` : null,
    room.figures.regions.length > 0 ? `**Regions**: ${room.figures.regions.map(said).join(", ")}${mark}.` : null,
  ].filter((line) => line !== null);
  if (room.figures.none) return `There was no customer impact${mark}.`;
  return lines.length > 0 ? lines.map((line) => `- ${line}`).join("\n") : "The impact was not measured, and nobody has reported it.";
}

function customers(source: WriterSource, mark: string): string | null {
  const { text } = source.room.figures;
  const who = has(source, "customers_affected") ? `${figureRef("customers_affected")} customers were affected` : null;
  const share = has(source, "users_affected") ? `${figureRef("users_affected")} of users` : null;
  const told = [who ?? (share ? `${share} were affected` : null), who && share ? `that is ${share}` : null, text ? clause(text) : null].filter(
    Boolean,
  );
  return told.length > 0 ? `**Customer impact**: ${told.join("; ")}${mark}.` : null;
}

function revenue(source: WriterSource): string | null {
  if (!has(source, "revenue_lost")) return null;
  const rate = has(source, "revenue_per_hour") ? `, at ${figureRef("revenue_per_hour")} an hour over ${figureRef("impact_duration")}` : "";
  return `**Revenue impact**: ${figureRef("revenue_lost")} lost or delayed, estimated${rate}.`;
}

/** Of each objective: what was allowed, what was consumed by either count, and what is left of it. */
function budgets(source: WriterSource): string[] {
  const keys = source.figures.flatMap(({ name }) => (name.startsWith("budget_allowed:") ? [name.slice("budget_allowed:".length)] : []));
  return keys.map((key) => {
    const [id = "", ...rest] = key.split(":");
    const service =
      source.room.services.find((one) => one.id === id)?.name ??
      source.room.intervals.find((one) => one.service?.id === id)?.service?.name ??
      "the service";
    const at = (what: string) => figureRef(`${what}:${key}`);
    const left = (by: string) => {
      const value = valueOfFigure(source, `budget_left_by_${by}:${key}`) ?? 0;
      return value < 0 ? `overdrawn, ${at(`budget_left_by_${by}`)}` : `${at(`budget_left_by_${by}`)} left`;
    };
    const isBreached = (valueOfFigure(source, `budget_left_by_time:${key}`) ?? 0) < 0;
    return `**SLA impact of ${said(service)}, ${said(rest.join(":"))}**: ${isBreached ? "breached by time" : "kept by time"}: ${at("budget_spent_by_time")} of ${at("budget_allowed")} consumed (${at("error_budget_by_time")}), ${left("time")}; by requests ${at("budget_spent_by_requests")} (${at("error_budget_by_requests")}), ${left("requests")}.`;
  });
}
