"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";

type PasswordStepProps = {
  submit: string;
  isDangerous?: boolean;
  isPending: boolean;
  refusal: string | null;
  onPassword: (password: string) => void;
  onClose: () => void;
};

/** Asks for the password that a change of the second factor needs. */
export function PasswordStep({ submit, isDangerous = false, isPending, refusal, onPassword, onClose }: PasswordStepProps) {
  const [password, setPassword] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    onPassword(password);
  };
  return (
    <form className="grid gap-3" onSubmit={send}>
      <Input
        label="Your password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        required
        isAutoFocused
        error={refusal}
      />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant={isDangerous ? "danger" : "primary"} isPending={isPending} isDisabled={!password}>
          {submit}
        </Button>
      </DialogActions>
    </form>
  );
}
