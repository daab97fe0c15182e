import type { DemoWish } from "../common/arguments.ts";

export async function sowDemo(_: DemoWish): Promise<void> {
  throw new Error("later");
}
