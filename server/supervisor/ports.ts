import { createServer } from "node:net";

/** Throws with the variable to set unless this process could listen there. Port 0 stands for any; returns the port to use. */
export async function requireFreePort(variable: string, port: number, host: string): Promise<number> {
  const server = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ port, host, exclusive: true }, () => {
        const address = server.address();
        resolve(address && typeof address === "object" ? address.port : port);
      });
    });
  } catch (error) {
    throw new Error(adviceFor((error as NodeJS.ErrnoException).code, variable, port, host), { cause: error });
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}

function adviceFor(code: string | undefined, variable: string, port: number, host: string): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use by another program.\nStop that program, or choose another port: ${variable}=${port + 100} npm start`;
    case "EACCES":
      return `This user may not listen on port ${port}.\nChoose one above 1023: ${variable}=${port + 3000} npm start`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${host} is not an address of this machine.\nSet HOST to one that is: 127.0.0.1 for this machine only, 0.0.0.0 for every network.`;
    default:
      return `Cannot listen on port ${port} of ${host} (${code ?? "unknown reason"}).\nSet ${variable} or HOST to something else.`;
  }
}
