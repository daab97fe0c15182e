import { ADMIN, installation } from "./installation.ts";
import { startMuster } from "./muster.ts";

const { port, dataDirectory } = await installation();
const muster = startMuster({ port, dataDirectory, env: { MUSTER_ADMIN_EMAIL: ADMIN.email, MUSTER_ADMIN_PASSWORD: ADMIN.password } });
muster.process.stdout?.pipe(process.stdout);
muster.process.stderr?.pipe(process.stderr);
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void muster.stop());
muster.process.once("exit", (code) => process.exit(code ?? 1));
