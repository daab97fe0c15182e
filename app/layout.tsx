import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Toaster } from "#components/ui/toast.tsx";
import { ApiProvider } from "#lib/trpc/client.tsx";

export const metadata: Metadata = {
  title: { default: "Muster", template: "%s · Muster" },
  description: "Incidents, run calmly.",
  robots: { index: false },
};
export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get("theme")?.value;
  await headers();
  return (
    <html lang="en" data-theme={theme === "light" || theme === "dark" ? theme : undefined} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <ApiProvider>{children}</ApiProvider>
        <Toaster />
      </body>
    </html>
  );
}
