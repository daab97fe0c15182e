import type { WorldLine } from "../world/lines.ts";

const UNUSED = { entriesFound: 0, entriesRequested: 0, entriesStored: 0, bytesReceived: 0, bytesSent: 0, requests: 0, downloadTime: 0 };

/** The statistics beside each answer, of which clients read the totals. */
export function statsOf(found: readonly WorldLine[], kept: readonly WorldLine[]) {
  const bytes = found.reduce((sum, { text }) => sum + text.length, 0);
  const store = {
    totalChunksRef: 0,
    totalChunksDownloaded: 0,
    chunksDownloadTime: 0,
    chunk: {
      headChunkBytes: bytes,
      headChunkLines: found.length,
      decompressedBytes: 0,
      decompressedLines: 0,
      compressedBytes: 0,
      totalDuplicates: 0,
    },
  };
  return {
    summary: {
      bytesProcessedPerSecond: bytes,
      linesProcessedPerSecond: found.length,
      totalBytesProcessed: bytes,
      totalLinesProcessed: found.length,
      execTime: 0.01,
      queueTime: 0,
      subqueries: 0,
      totalEntriesReturned: kept.length,
      splits: 0,
      shards: 0,
    },
    querier: { store },
    cache: Object.fromEntries(["chunk", "index", "result"].map((name) => [name, UNUSED])),
    ingester: { totalReached: 1, totalChunksMatched: 1, totalBatches: 1, totalLinesSent: found.length, store },
  };
}
