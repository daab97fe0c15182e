import { watch } from "node:fs";

const SETTLED_AFTER_MS = 200;

/** Calls back once after sources under these folders were edited. */
export function onSourceChange(folders: readonly string[], callback: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of folders) {
    watch(folder, { recursive: true }, (_event, file) => {
      if (!file || !/\.tsx?$/.test(file) || /\.test\.tsx?$/.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(callback, SETTLED_AFTER_MS);
    });
  }
}
