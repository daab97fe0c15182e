import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AwsV4Signer } from "aws4fetch";
import { env } from "#server/platform/env.ts";
import { hostsNamedIn } from "#server/platform/notifiers.ts";
import { outgoing } from "#server/platform/outgoing/index.ts";
import type { ExportedFile } from "./files-of.ts";

/** Where copies of pages go. `id` names it, so that a new one is filled anew. */
export type Store = { id: string; put: (file: ExportedFile) => Promise<void>; remove: (file: Pick<ExportedFile, "name" | "path">) => Promise<void> };

/** The stores that the environment names: a directory, a bucket, both or none. */
export function storesOfEnvironment(): Store[] {
  const { STATUS_EXPORT_DIR, STATUS_S3_URL, STATUS_S3_REGION, STATUS_S3_ACCESS_KEY_ID, STATUS_S3_SECRET_ACCESS_KEY } = env();
  return [
    ...(STATUS_EXPORT_DIR ? [directoryStore(STATUS_EXPORT_DIR)] : []),
    ...(STATUS_S3_URL && STATUS_S3_ACCESS_KEY_ID && STATUS_S3_SECRET_ACCESS_KEY
      ? [
          bucketStore({
            url: STATUS_S3_URL.replace(/\/$/, ""),
            region: STATUS_S3_REGION,
            accessKeyId: STATUS_S3_ACCESS_KEY_ID,
            secretAccessKey: STATUS_S3_SECRET_ACCESS_KEY,
          }),
        ]
      : []),
  ];
}

/** Each file is whole or not there: written beside, then renamed. */
export function directoryStore(directory: string): Store {
  return {
    id: `directory ${directory}`,
    put: async ({ path, resource }) => {
      const place = join(directory, path);
      await mkdir(dirname(place), { recursive: true });
      const unfinished = `${place}.${randomUUID()}.part`;
      try {
        await writeFile(unfinished, resource.identity);
        await rename(unfinished, place);
      } finally {
        await rm(unfinished, { force: true });
      }
    },
    remove: ({ path }) => rm(join(directory, path), { force: true }),
  };
}

export type Bucket = { url: string; region: string; accessKeyId: string; secretAccessKey: string };

/** A bucket that speaks S3, by its address with the bucket in it (path or host style). Requests are signed by AWS Signature Version 4. */
export function bucketStore({ url, ...keys }: Bucket): Store {
  const send = async (method: string, name: string, body?: Buffer, headers: Record<string, string> = {}): Promise<void> => {
    const address = `${url}/${name.split("/").map(encodeURIComponent).join("/")}`;
    const signer = new AwsV4Signer({ ...keys, service: "s3", method, url: address, headers, ...(body ? { body: new Uint8Array(body) } : {}) });
    const signed = await signer.sign();
    const answer = await outgoing({
      url: signed.url.href,
      method,
      headers: Object.fromEntries(signed.headers),
      body: body ?? null,
      allowedHosts: hostsNamedIn({ url }),
      isCutAllowed: true,
      isFollowing: false,
      isKept: true,
    });
    if (answer.status >= 200 && answer.status < 300) return;
    if (method === "DELETE" && answer.status === 404) return;
    throw new Error(
      `The bucket answered ${answer.status} for ${name}. Check STATUS_S3_URL, STATUS_S3_REGION and the keys. ${answer.text.slice(0, 200)}`,
    );
  };
  return {
    id: `bucket ${url}`,
    put: ({ name, resource }) => {
      const { "cache-control": cacheControl = "public, max-age=5" } = resource.headers;
      const body = resource.gzip ?? resource.identity;
      const coding: Record<string, string> = resource.gzip ? { "content-encoding": "gzip" } : {};
      return send("PUT", name, body, { "content-type": resource.type, "cache-control": cacheControl, ...coding });
    },
    remove: ({ name }) => send("DELETE", name),
  };
}
