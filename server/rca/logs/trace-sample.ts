/** True for one of `of` traces (a power of two), the same ones wherever it is asked; those of a larger `of` are among those of a smaller. */
export function isSampled(trace: string, of: number): boolean {
  if (of === 1) return true;
  let hash = 0;
  for (let at = 0; at < trace.length; at += 1) hash = (Math.imul(hash, 31) + trace.charCodeAt(at)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) & (of - 1)) === 0;
}
