import { passkeyClient } from "@better-auth/passkey/client";
import { createAuthClient } from "better-auth/client";
import { twoFactorClient } from "better-auth/client/plugins";

/**
 * Signing in and out and one's own means of doing so, from the browser. Only what server/auth/endpoints.ts lists answers;
 * everything else about people and sessions goes through the API.
 */
export const authClient = createAuthClient({ basePath: "/api/auth", plugins: [twoFactorClient(), passkeyClient()] });
