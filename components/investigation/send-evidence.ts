import { MAX_UPLOAD_BYTES, MAX_UPLOAD_FILES } from "#lib/contracts/evidence-limits.ts";

type Answer = { captures?: { title: string; rows: number }[]; known?: number; detail?: string; errors?: { message: string }[] };
export type Sent = { captures: { title: string; rows: number }[]; known: number };

/** Uploads files as evidence of an incident, all or none. Throws an error with words for people. */
export async function sendEvidence(reference: string, files: readonly File[]): Promise<Sent> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MAX_UPLOAD_BYTES)
    throw new Error(
      `Together these files have ${Math.ceil(bytes / 2 ** 20)} MB, and ${MAX_UPLOAD_BYTES / 2 ** 20} MB go at once. Compress them with gzip, or send a part at a time.`,
    );
  if (files.length > MAX_UPLOAD_FILES) throw new Error(`These are ${files.length} files, and ${MAX_UPLOAD_FILES} go at once. Send a part at a time.`);
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  const response = await fetch(`/api/v1/incidents/${reference}/evidence`, { method: "POST", body: form }).catch(() => null);
  if (!response) throw new Error("Nothing was uploaded: the connection is lost. Try again when it is back.");
  const answer = (await response.json().catch(() => ({}))) as Answer;
  if (!response.ok) throw new Error(answer.errors?.[0]?.message ?? answer.detail ?? "Nothing was uploaded. Try again.");
  return { captures: answer.captures ?? [], known: answer.known ?? 0 };
}

/** The files that were dropped, those within folders too. */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return [...data.files];
  return (await Promise.all(entries.map(filesWithin))).flat();
}

async function filesWithin(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) return [await new Promise<File>((take, fail) => (entry as FileSystemFileEntry).file(take, fail))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((take, fail) => reader.readEntries(take, fail));
    if (part.length === 0) return found;
    for (const one of part) found.push(...(await filesWithin(one)));
  }
}
