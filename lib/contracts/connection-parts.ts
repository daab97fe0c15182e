import { z } from "zod";

/** What a system is reached by: where it is, and who asks. Words come from `.meta()`; secrets are stored sealed and never answered. */
export type ConnectionKindDescription = {
  title: string;
  /** Evidence is read from it, pages go out by it, or action items become tickets there. */
  does: "reads" | "notifies" | "tracks";
  /** What it gives to an investigation, or whom it reaches. */
  about: string;
  settings: z.ZodObject;
  secrets: z.ZodObject;
  /** Which environment variable gives which of them, instead of the form. */
  environment: Readonly<Record<string, string>>;
  /** Without these the environment makes no connection. */
  needs: readonly string[];
};

export const address = (placeholder: string) =>
  z
    .string()
    .max(2_048, "The address has at most 2,048 characters.")
    .trim()
    .min(1, "Give the address.")
    .meta({ title: "Address", placeholder, description: "A host inside the network has to be allowed in Settings → Organisation first." });
export const secretOf = (title: string, description: string) =>
  z
    .string()
    .max(8_192, `${title} has at most 8,192 characters.`)
    .trim()
    .regex(/^[\x20-\x7e]*$/, "It holds a line break or a character that no header can carry. Copy it again.")
    .default("")
    .meta({ title, description });
