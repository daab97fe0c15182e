import { z } from "zod";

/** How scripts and agents name a person; the procedures take ids. */
export const PersonWord = z.string().min(1).max(254).meta({ description: "A person: id, handle such as @ada, e-mail address, or “me”" });

/** How scripts and agents name a service of the catalogue. */
export const ServiceWord = z.string().min(1).max(200).meta({ description: "A service: id, slug such as payment-api, or name" });
