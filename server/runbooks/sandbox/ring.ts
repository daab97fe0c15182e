/** The last bytes of a stream, in memory that does not grow. */
export type Ring = { keep(chunk: Buffer): void; readonly isOverflown: boolean; bytes(): Buffer };

export function openRing(size: number): Ring {
  const buffer = Buffer.alloc(size);
  let [at, total] = [0, 0];
  return {
    keep(chunk) {
      total += chunk.length;
      const last = chunk.length > size ? chunk.subarray(-size) : chunk;
      const fits = Math.min(size - at, last.length);
      last.copy(buffer, at, 0, fits);
      last.copy(buffer, 0, fits);
      at = (at + last.length) % size;
    },
    get isOverflown() {
      return total > size;
    },
    bytes: () => (total > size ? Buffer.concat([buffer.subarray(at), buffer.subarray(0, at)]) : buffer.subarray(0, total)),
  };
}
