import type { Level, Runtime } from "./types.ts";

type Bare = { at: number; level: Level; service: string; text: string; trace: string };

const PG_LEVELS: Record<Level, string> = { debug: "DEBUG", info: "LOG", warn: "WARNING", error: "ERROR", fatal: "FATAL" };

/** A message in the clothes of its runtime: Spring's console, JSON of Node and Go, PostgreSQL's stderr, and so on. */
export function clothe(runtime: Runtime, { at, level, service, text, trace }: Bare): string {
  const time = new Date(at).toISOString();
  switch (runtime) {
    case "java":
      return `${time} ${level.toUpperCase().padStart(5)} 1 --- [${service}] [${trace}] ${text}`;
    case "node":
      return JSON.stringify({ level, time, msg: text, trace_id: trace });
    case "go":
      return JSON.stringify({ time, level: level.toUpperCase(), msg: text, trace_id: trace });
    case "postgres":
      return `${time.replace("T", " ").replace("Z", "")} UTC [${Number.parseInt(trace.slice(0, 3), 16)}] ${PG_LEVELS[level]}:  ${text}`;
    case "redis":
      return `1:M ${time} ${level === "warn" || level === "error" ? "#" : "*"} ${text}`;
    case "rabbitmq":
      return `${time.replace("T", " ").replace("Z", "")}+00:00 [${level}] <0.${Number.parseInt(trace.slice(0, 4), 16)}.0> ${text}`;
    case "outside":
      return `[${level.toUpperCase()}] ${text}`;
  }
}
