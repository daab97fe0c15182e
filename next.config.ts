import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  /** Types are checked by `npm run typecheck` with a compiler Next does not know. */
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
};

export default config;
