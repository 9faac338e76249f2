import { fileURLToPath } from 'node:url'

/** A stock Firefox. By this channel Playwright speaks WebDriver BiDi with it. */
export const launchOptions = {
  channel: 'moz-firefox',
  executablePath: fileURLToPath(new URL('support/firefox-bidi.ts', import.meta.url)),
  firefoxUserPrefs: {
    // The microphone is granted without a prompt; ICE may use 127.0.0.1. The rest is as people have it.
    'permissions.default.microphone': 1,
    'media.peerconnection.ice.loopback': true,
    // To a microphone's own processing a steady tone is noise.
    'media.getusermedia.audio.processing.noise.enabled': false,
    'media.getusermedia.audio.processing.aec.enabled': false,
    'media.getusermedia.audio.processing.agc.enabled': false,
  },
}
