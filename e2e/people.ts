import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContextOptions, request } from "@playwright/test";
import { PROOF_LASTS_MINUTES } from "#lib/contracts/account.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { type Api, apiWith } from "./api.ts";
import { ADMIN, type Installation, installation } from "./installation.ts";

export type StorageState = Exclude<BrowserContextOptions["storageState"], string | undefined>;
export type Person = { id: string; name: string; email: string; password: string; state: StorageState };

/** Who plays in the stories. Ada is the administrator. */
const CAST = {
  ada: { name: "Ada Lindqvist", role: "admin" },
  grace: { name: "Grace Okafor", role: "responder" },
  linus: { name: "Linus Brandt", role: "responder" },
  mara: { name: "Mara Silva", role: "responder" },
  vera: { name: "Vera Novak", role: "viewer" },
} as const satisfies Record<string, { name: string; role: OrganisationRole }>;

export type CastName = keyof typeof CAST;
export type Cast = Record<CastName, Person>;

const fileOf = ({ dataDirectory }: Installation): string => join(dataDirectory, "cast.json");

/** Makes everybody who plays, signed in, and leaves word of it for the workers. */
export async function gatherCast(): Promise<void> {
  const at = await installation();
  if (existsSync(fileOf(at))) return;
  const state = await signIn(at.url, ADMIN.email, ADMIN.password);
  const api = apiWith(at.url, state);
  await api.account.update.mutate({ name: CAST.ada.name });
  const { id } = await api.account.read.query();
  const ada: Person = { ...ADMIN, id, name: CAST.ada.name, state };
  const others = Object.entries(CAST).filter(([key]) => key !== "ada");
  const joined = await Promise.all(others.map(async ([key, { name, role }]) => [key, await joinAs(at.url, api, name, role)] as const));
  writeFileSync(fileOf(at), JSON.stringify({ ada, ...Object.fromEntries(joined) }));
}

/** Well within the time for which a proof of identity lasts: who administers or approves in the last stories needs one too. */
const FRESH_MS = (PROOF_LASTS_MINUTES - 5) * 60_000;

/** The cast; everybody signs in anew when the last time is long ago. */
export async function readCast(): Promise<Cast> {
  const at = await installation();
  const cast = JSON.parse(readFileSync(fileOf(at), "utf8")) as Cast;
  if (Date.now() - statSync(fileOf(at)).mtimeMs < FRESH_MS) return cast;
  const fresh = { ...cast };
  for (const key of Object.keys(CAST) as CastName[]) fresh[key] = { ...cast[key], state: await signIn(at.url, cast[key].email, cast[key].password) };
  const whole = `${fileOf(at)}.${process.pid}`;
  writeFileSync(whole, JSON.stringify(fresh));
  renameSync(whole, fileOf(at));
  return fresh;
}

let made = 0;

/** One more person, by an invitation. */
export async function newPerson(admin: Person, name: string, role: OrganisationRole = "responder"): Promise<Person> {
  const { url } = await installation();
  return joinAs(url, apiWith(url, admin.state), name, role);
}

/** One more person of any installation, by an invitation. */
export async function joinAs(url: string, admin: Api, name: string, role: OrganisationRole): Promise<Person> {
  made += 1;
  const email = `${name.toLowerCase().replace(/\W+/g, ".")}.${process.pid}.${made}@example.com`;
  const password = `a long password of ${name}`;
  const { link } = await admin.people.invite.mutate({ email, name, role });
  const token = new URL(link).searchParams.get("token") ?? "";
  await apiWith(url, null).entrance.acceptInvitation.mutate({ token, name, email, password });
  const state = await signIn(url, email, password);
  const { id } = await apiWith(url, state).account.read.query();
  return { id, name, email, password, state };
}

/** Signs in as a browser does, and keeps the cookies. */
export async function signIn(url: string, email: string, password: string): Promise<StorageState> {
  const context = await request.newContext({ baseURL: url });
  try {
    const answer = await context.post("/api/auth/sign-in/email", { data: { email, password } });
    if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()} ${await answer.text()}`);
    return await context.storageState();
  } finally {
    await context.dispose();
  }
}
