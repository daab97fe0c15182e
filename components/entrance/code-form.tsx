"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

type CodeFormProps = { isPending: boolean; error: string | null; onCode: (code: string, isBackup: boolean) => void; onBack: () => void };

/** The second step of signing in: a code of the app, or one of the backup codes. */
export function CodeForm({ isPending, error, onCode, onBack }: CodeFormProps) {
  const [code, setCode] = useState("");
  const [isBackup, setBackup] = useState(false);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onCode(code.replaceAll(/\s/g, ""), isBackup);
      }}
    >
      <Input
        key={isBackup ? "backup" : "app"}
        label={isBackup ? "Backup code" : "Code of your authenticator app"}
        inputMode={isBackup ? "text" : "numeric"}
        autoComplete={isBackup ? "off" : "one-time-code"}
        autoCapitalize="none"
        spellCheck={false}
        required
        value={code}
        onChange={setCode}
        isAutoFocused
        error={error}
      />
      <Button type="submit" variant="primary" size="lg" isWide isPending={isPending}>
        Continue
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="ghost" size="sm" onClick={onBack}>
          Back
        </Button>
        <Button
          variant="ghost"
          size="sm"
          onClick={() => {
            setBackup(!isBackup);
            setCode("");
          }}
        >
          {isBackup ? "Use the authenticator app" : "Use a backup code"}
        </Button>
      </div>
    </form>
  );
}
