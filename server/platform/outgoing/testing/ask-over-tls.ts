import { outgoing } from "../index.ts";

/** Asks each address of the command line, all names being on this machine, and prints what came of it. */
for (const url of process.argv.slice(2)) {
  const { host } = new URL(url);
  const asked = outgoing({ url, allowedHosts: [host, "plain.internal"] }, async () => ["127.0.0.1"]);
  const met = await asked.then(
    ({ status, text }) => ({ status, text }),
    (error: Error) => ({ refused: error.constructor.name, message: error.message }),
  );
  console.log(JSON.stringify(met));
}
