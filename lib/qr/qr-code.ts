import { alignmentOf, codewordsOf } from "./codewords.ts";

type Square = boolean | null;

/**
 * The squares of a QR code (ISO/IEC 18004: byte mode, correction level M, mask 0), row by row, true for dark; without its quiet margin of
 * four squares. Null for text of more than 666 bytes.
 */
export function qrCodeOf(text: string): boolean[][] | null {
  const encoded = codewordsOf(new TextEncoder().encode(text));
  if (!encoded) return null;
  const { version, codewords } = encoded;
  const size = version * 4 + 17;
  const squares: Square[][] = Array.from({ length: size }, () => Array.from({ length: size }, () => null));
  drawPatterns(squares, version);
  drawFormat(squares);
  if (version >= 7) drawVersion(squares, version);
  drawCodewords(squares, codewords);
  return squares.map((row) => row.map((square) => square === true));
}

function set(squares: Square[][], x: number, y: number, isDark: boolean): void {
  const row = squares[y];
  if (row && x >= 0 && x < row.length) row[x] = isDark;
}

function drawPatterns(squares: Square[][], version: number): void {
  const last = squares.length - 1;
  for (let index = 0; index <= last; index += 1) {
    set(squares, 6, index, index % 2 === 0);
    set(squares, index, 6, index % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [last - 3, 3],
    [3, last - 3],
  ] as const)
    drawRings(squares, x, y, 4, [2, 4]);
  const middles = alignmentOf(version);
  const ends = [6, last - 6];
  for (const x of middles)
    for (const y of middles) {
      const isFinder = ends.includes(x) && ends.includes(y) && !(x === last - 6 && y === last - 6);
      if (!isFinder) drawRings(squares, x, y, 2, [1]);
    }
}

/** Squares around a middle; `light` are the distances that are not dark. */
function drawRings(squares: Square[][], x: number, y: number, radius: number, light: number[]): void {
  for (let dy = -radius; dy <= radius; dy += 1)
    for (let dx = -radius; dx <= radius; dx += 1) set(squares, x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
}

/** Level M is 00, mask 0 is 000: with their correction and the fixed mask of this field always the same fifteen bits. */
const FORMAT = 0b101010000010010;

function drawFormat(squares: Square[][]): void {
  const last = squares.length - 1;
  const bit = (index: number) => ((FORMAT >>> index) & 1) === 1;
  for (let index = 0; index < 15; index += 1) {
    const down = index < 6 ? index : index < 8 ? index + 1 : last - 14 + index;
    const across = index < 8 ? last - index : index === 8 ? 7 : 14 - index;
    set(squares, 8, down, bit(index));
    set(squares, across, 8, bit(index));
  }
  set(squares, 8, last - 7, true);
}

function drawVersion(squares: Square[][], version: number): void {
  let rest = version;
  for (let round = 0; round < 12; round += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let index = 0; index < 18; index += 1) {
    const far = squares.length - 11 + (index % 3);
    const near = Math.floor(index / 3);
    const isDark = ((bits >>> index) & 1) === 1;
    set(squares, far, near, isDark);
    set(squares, near, far, isDark);
  }
}

/** From the lower right, in columns of two, up and down in turn, around the patterns; under mask 0, a chessboard. */
function drawCodewords(squares: Square[][], codewords: readonly number[]): void {
  const size = squares.length;
  let index = 0;
  for (let right = size - 1; right >= 1; right -= right === 8 ? 3 : 2) {
    const isUpward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const y = isUpward ? size - 1 - step : step;
        if (squares[y]?.[x] !== null) continue;
        const bit = ((codewords[index >>> 3] ?? 0) >>> (7 - (index & 7))) & 1;
        index += 1;
        set(squares, x, y, (bit === 1) !== ((x + y) % 2 === 0));
      }
  }
}
