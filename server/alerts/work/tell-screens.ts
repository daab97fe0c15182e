import { ask } from "#server/platform/sql.ts";

/** Lets open screens know that alerts are other ones now. */
export async function tellScreens(): Promise<void> {
  await ask({ name: "alerts-tell", text: "SELECT pg_notify('muster', 'alerts all')" });
}
