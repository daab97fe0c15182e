"use client";

import { useSyncExternalStore } from "react";
import { groupShortcuts, type Shortcut } from "#components/keyboard/shortcuts.ts";
import { shortcutStore, useShortcut } from "#components/keyboard/use-shortcut.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

const NONE: Shortcut[] = [];

/** Every shortcut that works on this page, by `?`. */
export function KeyboardSheet({ isOpen, onOpen, onClose }: { isOpen: boolean; onOpen: () => void; onClose: () => void }) {
  const shortcuts = useSyncExternalStore(shortcutStore.subscribe, shortcutStore.read, () => NONE);
  useShortcut("?", onOpen, { label: "Show this sheet", group: "Anywhere" });
  return (
    <Dialog isOpen={isOpen} title="Keyboard" size="lg" isText onClose={onClose}>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {[...groupShortcuts(shortcuts)].map(([group, items]) => (
          <section key={group}>
            <h3 className="border-b border-line pb-1 text-12 text-ink-soft">{group}</h3>
            <dl>
              {items.map((item) => (
                <div key={item.keys} className="flex min-h-8 items-center gap-2 border-b border-line">
                  <dt className="flex-1">{item.label}</dt>
                  <dd>
                    <span className="sr-only">{item.keys}</span>
                    <Kbd keys={item.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
