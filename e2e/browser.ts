import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type LaunchOptions } from "@playwright/test";

const SYSTEM_BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const UNPACKED = join(import.meta.dirname, "../node_modules/.cache/muster-browser");
/** Unpacks the libraries that a bare system lacks only where it believes to be in this environment. */
const WITH_LIBRARIES = { name: "AWS_EXECUTION_ENV", value: "AWS_Lambda_nodejs24.x" };

/** The package's own names a folder of another place. */
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${UNPACKED}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${UNPACKED}/font-cache</cachedir></fontconfig>
`;

/** The browser of the stories: Playwright's own where it is installed, else the system's, else the one that comes as a package. */
export async function browserOptions(): Promise<LaunchOptions> {
  if (existsSync(chromium.executablePath())) return {};
  const executablePath = SYSTEM_BROWSERS.find((path) => existsSync(path));
  return executablePath ? { executablePath } : packagedBrowser();
}

async function packagedBrowser(): Promise<LaunchOptions> {
  if (!existsSync(UNPACKED)) await unpack();
  const libraries = [join(UNPACKED, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(UNPACKED, "fonts") };
  return { executablePath: join(UNPACKED, "chromium"), env };
}

/** Beside its place and then moved there, so that an interrupted one is never taken for whole. */
async function unpack(): Promise<void> {
  const folder = `${UNPACKED}-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: folder, [WITH_LIBRARIES.name]: WITH_LIBRARIES.value });
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    chmodSync(await packaged.executablePath(), 0o755);
    writeFileSync(join(folder, "fonts/fonts.conf"), FONTS);
    renameSync(folder, UNPACKED);
  } finally {
    for (const name of ["TMPDIR", WITH_LIBRARIES.name, "LD_LIBRARY_PATH", "FONTCONFIG_PATH"]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
