"use client";

import { AccountSection } from "#components/account/account-section.tsx";
import { soundStore, useSound } from "#components/paging/sound.ts";
import { Button } from "#components/ui/button.tsx";
import { Switch } from "#components/ui/switch.tsx";

/** Whether an open page of Muster rings while one is paged. A choice of this browser. */
export function SoundSection() {
  const { isOn } = useSound();
  return (
    <AccountSection title="Sound" lead="In this browser, while Muster is open.">
      <Switch
        label="Ring while I am paged"
        help="A short tone, again every 20 seconds until you answer."
        isChecked={isOn}
        onChange={(next) => soundStore.turn(next)}
      />
      <div>
        <Button size="sm" onClick={() => void soundStore.ring()}>
          Let me hear it
        </Button>
      </div>
    </AccountSection>
  );
}
