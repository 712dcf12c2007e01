import { type BrowserContext, chromium } from "playwright-core";
import { findProgram } from "../../tools/lib/process/find-program";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The machine's Chromium, which asks no network for anything of its own. @param profile an empty folder */
export function startChromium(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: findProgram("chromium") ?? "chromium",
    args: FLAGS,
  });
}
