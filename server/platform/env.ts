import { resolve } from "node:path";
import { z } from "zod";

const Port = z.coerce.number().int().min(0).max(65_535);
const Flag = z.stringbool().default(false);

const Environment = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: Port.default(3000),
  MUSTER_URL: z.url().optional(),
  MUSTER_DATA_DIR: z
    .string()
    .default(".muster")
    .transform((directory) => resolve(directory)),
  DATABASE_URL: z.string().optional(),
  DATABASE_DIRECT_URL: z.string().optional(),
  MUSTER_DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
  MUSTER_SECRET: z.string().min(32).optional(),
  MUSTER_PREVIOUS_SECRET: z.string().min(32).optional(),
  MUSTER_ADMIN_EMAIL: z.email().optional(),
  MUSTER_ADMIN_PASSWORD: z.string().min(12).optional(),
  MUSTER_TRUST_PROXY: Flag,
  MUSTER_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
});
export type Environment = z.infer<typeof Environment>;

/** Reads the environment once. Throws one error that lists every wrong or missing name. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(present);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`These environment variables are not usable:\n${lines.join("\n")}\nCorrect or unset them and start again.`);
}

let current: Environment | undefined;

export function env(): Environment {
  current ??= readEnvironment();
  return current;
}

/** The database of this process. The supervisor sets DATABASE_URL for its children when the embedded one runs. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set. Start Muster with `npm start`, which brings its own database, or set DATABASE_URL.");
  return url;
}

/** Where browsers reach the console; used in links and as the sign-in origin. On this machine by its name: passkeys need one. */
export function publicUrl(): string {
  const { MUSTER_URL, HOST, PORT } = env();
  const host = ["0.0.0.0", "::", "127.0.0.1", "::1"].includes(HOST) ? "localhost" : HOST;
  return MUSTER_URL?.replace(/\/$/, "") ?? `http://${host}:${PORT}`;
}
