import { crc32, deflateSync } from "node:zlib";

export type Colour = readonly [red: number, green: number, blue: number];

export type Picture = {
  width: number;
  height: number;
  dot: (x: number, y: number, colour: Colour) => void;
  /** The picture as PNG: eight bits a channel, no transparency. */
  encode: () => Uint8Array;
};

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

export function picture(width: number, height: number, background: Colour): Picture {
  const stride = 1 + width * 3;
  const rows = Buffer.alloc(stride * height);
  const dot = (x: number, y: number, colour: Colour): void => {
    const [column, row] = [Math.round(x), Math.round(y)];
    if (column < 0 || column >= width || row < 0 || row >= height) return;
    rows.set(colour, row * stride + 1 + column * 3);
  };
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) dot(x, y, background);
  return {
    width,
    height,
    dot,
    encode: () => Buffer.concat([SIGNATURE, chunk("IHDR", header(width, height)), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]),
  };
}

function header(width: number, height: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 2, 0, 0, 0], 8);
  return data;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
