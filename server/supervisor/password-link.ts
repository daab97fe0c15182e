import { parseArgs } from "node:util";
import { findDatabase } from "#server/platform/postgres/find.ts";

const USAGE = "npm run password-link -- ada@example.com\n\nPrints a link by which that person sets a new password. It works once, for a day.";

const { positionals } = parseArgs({ allowPositionals: true });
const email = positionals[0]?.trim().toLowerCase();

if (!email) {
  console.log(USAGE);
  process.exit(0);
}
const { url, stop } = await findDatabase();
process.env.DATABASE_URL = url;
try {
  // What the product reads from the environment is complete only now.
  const { passwordLinkFor } = await import("#server/auth/index.ts");
  const { closeDatabase } = await import("#server/platform/db.ts");
  const made = await passwordLinkFor(email).finally(closeDatabase);
  if (made) console.log(`${made.link}\nIt works once, until ${made.expiresAt}.`);
  else console.error(`Nobody with the address ${email} can sign in here. Give the address of an active person.`);
  process.exitCode = made ? 0 : 1;
} finally {
  await stop();
}
