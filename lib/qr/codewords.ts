import { correctionOf } from "./reed-solomon.ts";

/** Of correction level M, for versions 1 to 20: bytes of correction in a block, and how many blocks (ISO/IEC 18004, table 9). */
const CORRECTION_BYTES = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

const BYTE_MODE = 0b0100;
const PADDING = [0xec, 0x11];

/** Positions of the alignment patterns' middles, the same across and down (annex E). */
export function alignmentOf(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const last = version * 4 + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - step * (count - 2 - index))];
}

/** Bytes that a version holds, data and correction together. */
function bytesOf(version: number): number {
  const across = version * 4 + 17;
  const alignments = alignmentOf(version).length;
  const finders = 3 * 64;
  const timing = 2 * (across - 16);
  const formats = 31;
  const aligned = alignments === 0 ? 0 : 25 * (alignments ** 2 - 3) - 10 * (alignments - 2);
  return Math.floor((across ** 2 - finders - timing - formats - aligned - (version >= 7 ? 36 : 0)) / 8);
}

/** The smallest version that holds the bytes, and the codewords to draw in it; null for what is too long for version 20. */
export function codewordsOf(bytes: Uint8Array): { version: number; codewords: number[] } | null {
  for (const [index, blocks] of BLOCKS.entries()) {
    const version = index + 1;
    const correction = CORRECTION_BYTES[index] ?? 0;
    const room = bytesOf(version) - correction * blocks;
    const header = version < 10 ? 12 : 20;
    if (header + bytes.length * 8 <= room * 8) return { version, codewords: interleave(dataOf(bytes, header - 4, room), blocks, correction) };
  }
  return null;
}

/** Mode, length and bytes, ended by zeros and filled up to the room that there is. */
function dataOf(bytes: Uint8Array, lengthBits: number, room: number): number[] {
  const bitsOf = (value: number, count: number) => value.toString(2).padStart(count, "0");
  let bits = bitsOf(BYTE_MODE, 4) + bitsOf(bytes.length, lengthBits) + Array.from(bytes, (byte) => bitsOf(byte, 8)).join("");
  bits += "0".repeat(Math.min(4, room * 8 - bits.length));
  bits += "0".repeat((8 - (bits.length % 8)) % 8);
  const data = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const filled = data.length;
  while (data.length < room) data.push(PADDING[(data.length - filled) % 2] ?? 0);
  return data;
}

/** The blocks' bytes in turn, first of the data, then of the correction; the last blocks may be longer by one. */
function interleave(data: readonly number[], count: number, correction: number): number[] {
  const short = Math.floor(data.length / count);
  const shorter = count - (data.length % count);
  let from = 0;
  const blocks = Array.from({ length: count }, (_, index) => {
    const block = data.slice(from, from + short + (index < shorter ? 0 : 1));
    from += block.length;
    return { block, check: correctionOf(block, correction) };
  });
  const inTurn = (lists: number[][]) =>
    Array.from({ length: short + correction }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat();
  return [...inTurn(blocks.map(({ block }) => block)), ...inTurn(blocks.map(({ check }) => check))];
}
