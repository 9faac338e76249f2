import { existsSync } from 'node:fs'

/** A system Chromium (Debian's, say) where there is one; else the one that Playwright downloaded. */
const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find((path) => path && existsSync(path))

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** A microphone exists and is granted without a prompt; ICE may use 127.0.0.1. */
const media = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--allow-loopback-in-peer-connection',
]

export const baseOptions = { ...(executablePath ? { executablePath } : {}), args: quiet }
export const launchOptions = { ...baseOptions, args: [...quiet, ...media] }
