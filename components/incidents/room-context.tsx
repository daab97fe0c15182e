"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { RoomView } from "#lib/contracts/room-view.ts";

const RoomContext = createContext<RoomView | null>(null);

export function RoomProvider({ view, children }: { view: RoomView; children: ReactNode }) {
  return <RoomContext value={view}>{children}</RoomContext>;
}

/** The room that this part of the page stands in, as it is now. */
export function useRoomView(): RoomView {
  const view = useContext(RoomContext);
  if (!view) throw new Error("This part of the page stands outside of a room.");
  return view;
}
