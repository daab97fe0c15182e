import { resolve } from "node:path";
import { z } from "zod";

const Port = z.coerce.number().int().min(0).max(65_535);
const Address = z.url({ protocol: /^https?$/, error: "Give an address such as https://grafana.example.com." });
const Flag = z.stringbool().default(false);

const Environment = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: Port.default(3000),
  INTAKE_PORT: Port.default(3002),
  STATUS_PORT: Port.default(3001),
  STATUS_URL: Address.optional(),
  /** Copies of public status pages, for a web server or a network of caches. */
  STATUS_EXPORT_DIR: z.string().min(1).optional(),
  STATUS_S3_URL: Address.optional(),
  STATUS_S3_REGION: z.string().min(1).default("us-east-1"),
  STATUS_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  STATUS_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
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
  MUSTER_API_KEY: z.string().min(32, "give at least 32 characters").optional(),
  MUSTER_API_RATE: z.coerce.number().int().min(1).default(6000),
  MUSTER_TRUST_PROXY: Flag,
  MUSTER_GIT_FILES: Flag,
  MUSTER_MODEL: z
    .string()
    .regex(/^(anthropic|openai|google|compatible)\/\S+$/, "Give anthropic/…, openai/…, google/… or compatible/… with the model's name, or unset it.")
    .optional(),
  MUSTER_MODEL_URL: z
    .url({ protocol: /^https?$/, error: "Give the address of an OpenAI-compatible interface such as http://127.0.0.1:8080/v1." })
    .optional(),
  MUSTER_MODEL_KEY: z.string().optional(),
  MUSTER_MODEL_PRICE: z
    .string()
    .regex(/^\d+(\.\d+)?,\d+(\.\d+)?$/, "Give US dollars per million tokens in and out, as in 3,15.")
    .optional(),
  MUSTER_AGENT_RUNS: z.coerce.number().int().min(1).max(50).default(3),
  ANTHROPIC_API_KEY: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  GOOGLE_GENERATIVE_AI_API_KEY: z.string().optional(),
  PROMETHEUS_URL: Address.optional(),
  PROMETHEUS_TOKEN: z.string().optional(),
  PROMETHEUS_USER: z.string().optional(),
  PROMETHEUS_TENANT: z.string().optional(),
  LOKI_URL: Address.optional(),
  LOKI_TOKEN: z.string().optional(),
  LOKI_USER: z.string().optional(),
  LOKI_TENANT: z.string().optional(),
  GRAFANA_URL: Address.optional(),
  GRAFANA_TOKEN: z.string().optional(),
  DATADOG_API_KEY: z.string().optional(),
  DATADOG_APP_KEY: z.string().optional(),
  DATADOG_SITE: z.string().optional(),
  DATADOG_URL: Address.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "Give an address such as smtp://user:password@mail.example.com:587." }).optional(),
  SMTP_FROM: z.string().max(320).optional(),
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_FORMER_SIGNING_SECRET: z.string().optional(),
  SLACK_CHANNEL: z.string().optional(),
  SLACK_API_URL: Address.optional(),
  PAGERDUTY_ROUTING_KEY: z.string().optional(),
  PAGERDUTY_WEBHOOK_SECRET: z.string().optional(),
  PAGERDUTY_FORMER_WEBHOOK_SECRET: z.string().optional(),
  PAGERDUTY_EVENTS_URL: Address.optional(),
  PAGERDUTY_API_URL: Address.optional(),
  PAGERDUTY_API_KEY: z.string().optional(),
  KUBECONFIG: z.string().optional(),
  KUBE_CONTEXT: z.string().optional(),
  KUBERNETES_SERVICE_HOST: z.string().optional(),
  KUBERNETES_SERVICE_PORT: z.string().default("443"),
  MUSTER_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
});
export type Environment = z.infer<typeof Environment>;

const MODEL_KEYS = { anthropic: "ANTHROPIC_API_KEY", openai: "OPENAI_API_KEY", google: "GOOGLE_GENERATIVE_AI_API_KEY" } as const;

/** A model needs what its provider is reached by: a key, or an address. */
function modelIsWhole(values: Environment, context: z.RefinementCtx): void {
  const provider = values.MUSTER_MODEL?.split("/")[0];
  const needed = provider === "compatible" ? "MUSTER_MODEL_URL" : MODEL_KEYS[provider as keyof typeof MODEL_KEYS];
  if (!needed || values[needed]) return;
  context.addIssue({ code: "custom", path: [needed], message: `MUSTER_MODEL=${values.MUSTER_MODEL} needs it. Set it, or unset MUSTER_MODEL.` });
}

/** Reads the environment once. Throws one error that lists every wrong or missing name. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Environment.superRefine(modelIsWhole).safeParse(present);
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

/** Where other systems reach the intake: the console's own address, which takes signals too. */
export function hookUrl(id: string): string {
  return `${publicUrl()}/api/hooks/${id}`;
}
