import { isIPv6 } from "node:net";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { db } from "#server/platform/db.ts";
import { UnavailableError } from "#server/platform/errors.ts";
import { log } from "#server/platform/log.ts";

const MINUTE = 60;

/** Attempts allowed in a span. "account": against one account from anywhere; "address": from one address, whatever the account. */
const LIMITS = {
  "sign-in account": { points: 10, seconds: 15 * MINUTE },
  "sign-in address": { points: 60, seconds: 15 * MINUTE },
  "proof account": { points: 10, seconds: 15 * MINUTE },
  "proof address": { points: 60, seconds: 15 * MINUTE },
  "code sent": { points: 8, seconds: 60 * MINUTE },
  "code tried": { points: 5, seconds: 15 * MINUTE },
  "means tested": { points: 20, seconds: 15 * MINUTE },
  "passkey address": { points: 120, seconds: 15 * MINUTE },
  "invitation address": { points: 30, seconds: 15 * MINUTE },
  "page address": { points: 30, seconds: 15 * MINUTE },
  "setup address": { points: 30, seconds: 15 * MINUTE },
} as const;
type LimitName = keyof typeof LIMITS;

const limiters = new Map<LimitName, RateLimiterPostgres>();

export type Attempt = { succeeded(): Promise<void> };

/**
 * Counts one attempt before it is made, so that attempts side by side are all counted, and refuses above the limit.
 * Call `succeeded` to forget the account's attempts and give the address this one back.
 */
export async function countAttempt(kind: "sign-in" | "proof", address: string | null, account: string | null): Promise<Attempt> {
  const addressKey = addressGroup(address);
  const accountKey = account?.slice(0, 200) || null;
  await count(`${kind} address`, addressKey);
  if (accountKey) await count(`${kind} account`, accountKey);
  return {
    async succeeded() {
      if (accountKey) await limiterOf(`${kind} account`).delete(accountKey);
      await limiterOf(`${kind} address`).reward(addressKey, 1);
    },
  };
}

/**
 * Counts a use of something that any visitor may try: invitation links, the set-up link, passkeys, links of pages. Call `succeeded` where the
 * link was a true one, to give this one back: a whole office may join in one morning.
 */
export async function countVisit(kind: "passkey" | "invitation" | "setup" | "page", address: string | null): Promise<Attempt> {
  const [name, key] = [`${kind} address`, addressGroup(address)] as const;
  await count(name, key);
  return {
    async succeeded() {
      await limiterOf(name).reward(key, 1);
    },
  };
}

/** Counts what somebody may do only so often, by what it is about: a person, or a code. */
export async function countUse(name: "code sent" | "code tried" | "means tested", about: string): Promise<void> {
  await count(name, about);
}

async function count(name: LimitName, key: string): Promise<void> {
  try {
    await limiterOf(name).consume(key, 1);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    log.warn({ limit: name }, "Too many attempts.");
    throw new UnavailableError(`Too many attempts. Wait ${inWords(seconds)} and try again.`, "too_many_requests", seconds);
  }
}

function inWords(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

function limiterOf(name: LimitName): RateLimiterPostgres {
  const known = limiters.get(name);
  if (known) return known;
  const { points, seconds: duration } = LIMITS[name];
  const limiter = new RateLimiterPostgres({
    storeClient: store,
    storeType: "client",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration,
    clearExpiredByTimeout: limiters.size === 0,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration }),
  });
  limiters.set(name, limiter);
  return limiter;
}

type Query = { text: string; values?: unknown[] };
type LimitRow = { points?: number; expire?: bigint | number | null };

/** The process's own pool, in the shape that the limiter asks of a Postgres client. */
const store = {
  async query({ text, values = [] }: Query): Promise<{ rows: LimitRow[]; rowCount: number }> {
    const isRead = /^\s*select|returning/i.test(text);
    if (!isRead) return { rows: [], rowCount: await db().$executeRawUnsafe(text, ...values) };
    const rows = await db().$queryRawUnsafe<LimitRow[]>(text, ...values);
    return { rows: rows.map((row) => ({ ...row, expire: row.expire == null ? null : Number(row.expire) })), rowCount: rows.length };
  },
};

/** What counts as one address: an IPv4 address, or the /64 that one IPv6 subscriber holds. Pure. */
export function addressGroup(address: string | null): string {
  if (!address) return "unknown";
  const plain = address
    .replace(/^\[|\]$/g, "")
    .replace(/%.*$/, "")
    .toLowerCase();
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/.exec(plain)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(plain)) return plain.slice(0, 64);
  const [head = "", tail] = plain.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const filled = tail === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - before.length - groupsOf(after))).fill("0"), ...after];
  return `${filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/** A dotted end of an IPv6 address stands for two groups. */
function groupsOf(groups: string[]): number {
  return groups.reduce((total, group) => total + (group.includes(".") ? 2 : 1), 0);
}
