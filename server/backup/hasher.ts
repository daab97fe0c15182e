import { createHash } from "node:crypto";
import { Transform } from "node:stream";

/** A stream that passes everything on and knows the SHA-256 of it at the end, hex. */
export function hasher(): { hashing: Transform; digest: () => string } {
  const hash = createHash("sha256");
  const hashing = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { hashing, digest: () => hash.digest("hex") };
}
