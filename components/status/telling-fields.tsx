"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import type { PageSettings } from "#lib/contracts/status/page.ts";
import { ComponentChoices } from "./component-choices.tsx";

type Props = {
  settings: PageSettings;
  channels: { id: string; name: string }[];
  set: <K extends keyof PageSettings>(key: K, value: PageSettings[K]) => void;
};

/** Who hears of what the page says without opening it. */
export function TellingFields({ settings, channels, set }: Props) {
  return (
    <>
      {settings.audience === "sign-in" ? null : (
        <Checkbox
          label="Let people subscribe"
          help="By e-mail where a mail server is set (SMTP_URL), and by webhook. Each confirms it first."
          isChecked={settings.canSubscribe}
          onChange={(value) => set("canSubscribe", value)}
        />
      )}
      {channels.length > 0 ? (
        <ComponentChoices
          legend="Slack channels that are told what is published"
          components={channels}
          chosen={settings.slack}
          onChange={(ids) => set("slack", ids)}
        />
      ) : null}
    </>
  );
}
