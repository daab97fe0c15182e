import { hashPassword, verifyPassword } from "better-auth/crypto";
import { db } from "#server/platform/db.ts";

/** scrypt, in the format that the auth library verifies at sign-in. */
export function hashNewPassword(password: string): Promise<string> {
  return hashPassword(password);
}

/** Whether this is the person's password. Takes as long for a person without one. */
export async function isPasswordOf(personId: string, password: string): Promise<boolean> {
  const account = await db().account.findFirst({ where: { userId: personId, providerId: "credential" }, select: { password: true } });
  if (account?.password) return verifyPassword({ hash: account.password, password });
  await hashPassword(password);
  return false;
}
