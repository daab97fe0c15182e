"use client";

import { type InfiniteData, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { BoardFilter, BoardPage, BoardRow } from "#lib/contracts/board.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { connectionStore } from "./connection.ts";
import { openEventStream } from "./event-stream.ts";

/** Keeps a board's pages up to the present. Whenever the stream begins the list is read again: it is state, not a log. */
export function useBoardEvents(key: QueryKey, filter: BoardFilter): void {
  const client = useQueryClient();
  const latest = useRef({ key, filter });
  useEffect(() => {
    latest.current = { key, filter };
  });
  useEffect(() => {
    return openEventStream({
      url: () => "/api/live/board",
      after: null,
      events: {
        ready: () => void client.invalidateQueries({ queryKey: latest.current.key }),
        incident: (row) => {
          const { key: now, filter: wanted } = latest.current;
          client.setQueryData<InfiniteData<BoardPage>>(now, (old) => (old ? applyRow(old, row as BoardRow, wanted) : old));
        },
        inbox: () => window.dispatchEvent(new Event("muster:inbox")),
        queue: () => window.dispatchEvent(new Event("muster:queue")),
        beat: () => undefined,
      },
      onState: (state) => connectionStore.report(state),
    });
  }, [client]);
}

/** The pages with this row as it is now: changed in place, added on top when it is new and fits, or taken out when it fits no more. Pure. */
export function applyRow(data: InfiniteData<BoardPage>, row: BoardRow, filter: BoardFilter): InfiniteData<BoardPage> {
  const isKnown = data.pages.some(({ items }) => items.some(({ id }) => id === row.id));
  const isWanted = fits(row, filter) || (isKnown && isUnjudged(filter));
  const pages = data.pages.map((page, index) => {
    const items = page.items.flatMap((item) => (item.id === row.id ? (isWanted ? [row] : []) : [item]));
    const isNewest = index === 0 && !isKnown && isWanted && (items[0] === undefined || items[0].declaredAt <= row.declaredAt);
    return { ...page, items: isNewest ? [row, ...items] : items };
  });
  return { ...data, pages };
}

function isUnjudged({ q, isMine, cause, causeService, team }: BoardFilter): boolean {
  return q !== "" || isMine || cause.length > 0 || causeService !== "" || team.length > 0;
}

/** Whether a row belongs on a board. A search, "mine", a cause and a team cannot be judged here: known rows stay, new ones wait for the next read. */
function fits(row: BoardRow, filter: BoardFilter): boolean {
  const isOpen = isActivePhase(row.phase);
  if (isUnjudged(filter)) return false;
  if (filter.phase.length > 0 ? !filter.phase.includes(row.phase) : filter.state !== "all" && isOpen !== (filter.state === "open")) return false;
  if (filter.severity.length > 0 && !(row.severity && filter.severity.includes(row.severity))) return false;
  if (filter.kind.length > 0 && !filter.kind.includes(row.kind)) return false;
  if ((filter.from && row.declaredAt < filter.from) || (filter.to && row.declaredAt >= filter.to)) return false;
  if (filter.commander && row.commander?.id !== filter.commander) return false;
  return filter.service.length === 0 || row.services.some(({ id }) => filter.service.includes(id));
}
