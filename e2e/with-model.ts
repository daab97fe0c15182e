import { type Api, apiWith } from "./api.ts";
import { type FakeModel, startModel } from "./fakes/model.ts";
import { ADMIN } from "./installation.ts";
import { type OwnMuster, startOwnMuster } from "./muster.ts";
import { type StorageState, signIn } from "./people.ts";
import { test as story } from "./story.ts";

export type Place = { model: FakeModel; muster: OwnMuster; state: StorageState; api: Api };

/** Stories with one installation with a model of its own for all stories of a worker. */
export const test = story.extend<object, { place: Place }>({
  place: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const model = await startModel();
      const muster = await startOwnMuster({
        MUSTER_ADMIN_EMAIL: ADMIN.email,
        MUSTER_ADMIN_PASSWORD: ADMIN.password,
        MUSTER_MODEL: "compatible/scripted",
        MUSTER_MODEL_URL: model.url,
      });
      const state = await signIn(muster.url, ADMIN.email, ADMIN.password);
      await use({ model, muster, state, api: apiWith(muster.url, state) });
      await muster.stop();
      await model.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});
