import { createHash } from "node:crypto";

/** Who may have a resource: anybody, or whoever has given the page's password. What only a link shows has an address that nobody guesses. */
export type Access = "open" | "password";

/** One answer, ready in each coding. `headers` go out as they are. */
export type Resource = {
  type: string;
  headers: Record<string, string>;
  access: Access;
  etag: string;
  identity: Buffer;
  gzip: Buffer | null;
  brotli: Buffer | null;
};

/** Everything of one page at one version. `password`: scrypt as `salt.hash`, base64url; `key` signs its cookies. */
export type Bundle = {
  slug: string;
  name: string;
  version: number;
  renderedAt: string;
  isListed: boolean;
  password: string | null;
  key: string;
  resources: Map<string, Resource>;
};

type Place = [offset: number, length: number] | null;
type IndexedResource = { path: string; type: string; headers: Record<string, string>; access: Access; etag: string; places: [Place, Place, Place] };
type Index = Omit<Bundle, "resources"> & { format: 1; resources: IndexedResource[]; bytes: number };

const MAGIC = "MUSTERSTATUS1\n";
const HEAD = MAGIC.length + 4 + 32;

/** One file: magic, length of the index, SHA-256 of all that follows, the index as JSON, then the bytes of every resource. */
export function packBundle(bundle: Bundle): Buffer {
  const blobs: Buffer[] = [];
  let offset = 0;
  const place = (blob: Buffer | null): Place => {
    if (!blob) return null;
    blobs.push(blob);
    offset += blob.length;
    return [offset - blob.length, blob.length];
  };
  const resources = [...bundle.resources].map(
    ([path, { identity, gzip, brotli, ...rest }]): IndexedResource => ({ path, ...rest, places: [place(identity), place(gzip), place(brotli)] }),
  );
  const index: Index = { ...bundle, format: 1, resources, bytes: offset };
  const json = Buffer.from(JSON.stringify(index));
  const head = Buffer.alloc(HEAD);
  head.write(MAGIC, "latin1");
  head.writeUInt32BE(json.length, MAGIC.length);
  const body = Buffer.concat([json, ...blobs]);
  createHash("sha256")
    .update(body)
    .digest()
    .copy(head, MAGIC.length + 4);
  return Buffer.concat([head, body]);
}

/** Reads what `packBundle` made; the resources are views of the same bytes. Throws when anything is missing or changed. */
export function unpackBundle(file: Buffer): Bundle {
  if (file.length < HEAD || file.toString("latin1", 0, MAGIC.length) !== MAGIC) throw new Error("This is no snapshot of a status page.");
  const body = file.subarray(HEAD);
  const digest = createHash("sha256").update(body).digest();
  if (!digest.equals(file.subarray(MAGIC.length + 4, HEAD))) throw new Error("The snapshot is damaged: its bytes are not those that were written.");
  const length = file.readUInt32BE(MAGIC.length);
  const { resources, format, bytes, ...page } = JSON.parse(body.toString("utf8", 0, length)) as Index;
  if (format !== 1 || bytes !== body.length - length) throw new Error("The snapshot is of another version of Muster.");
  const view = (place: Place): Buffer | null => (place ? body.subarray(length + place[0], length + place[0] + place[1]) : null);
  return {
    ...page,
    resources: new Map(
      resources.map(({ path, places: [identity, gzip, brotli], ...rest }) => [
        path,
        { ...rest, identity: view(identity) ?? Buffer.alloc(0), gzip: view(gzip), brotli: view(brotli) },
      ]),
    ),
  };
}

/** A name for bytes: the first 27 characters of their SHA-256, base64url. */
export function nameOfBytes(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("base64url").slice(0, 27);
}
