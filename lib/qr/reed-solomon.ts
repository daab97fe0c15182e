/** Multiplies in GF(2⁸) by the polynomial of QR codes, x⁸ + x⁴ + x³ + x² + 1. */
function multiply(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((other >>> bit) & 1) * one;
  }
  return product;
}

/** The generator polynomial's coefficients below the highest, which is one. */
function generatorOf(degree: number): number[] {
  const generator: number[] = Array.from({ length: degree }, (_, index) => (index === degree - 1 ? 1 : 0));
  let root = 1;
  for (let round = 0; round < degree; round += 1) {
    for (let index = 0; index < degree; index += 1) generator[index] = multiply(generator[index] ?? 0, root) ^ (generator[index + 1] ?? 0);
    root = multiply(root, 2);
  }
  return generator;
}

/** The `count` bytes of error correction for one block of data (ISO/IEC 18004, 7.5). */
export function correctionOf(data: readonly number[], count: number): number[] {
  const generator = generatorOf(count);
  let rest: number[] = Array.from({ length: count }, () => 0);
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0);
    rest = [...rest.slice(1), 0].map((value, index) => value ^ multiply(generator[index] ?? 0, factor));
  }
  return rest;
}
