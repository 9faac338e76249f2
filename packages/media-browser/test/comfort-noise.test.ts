import { describe, expect, test } from 'vitest'
import { agreesOnComfortNoise, audioFormats } from '../src/comfort-noise.ts'

const sdp = (...lines: readonly string[]) => ['v=0', 's=-', 't=0 0', ...lines, ''].join('\r\n')
const g722 = sdp('m=audio 9 UDP/TLS/RTP/SAVPF 9 13', 'a=rtpmap:9 G722/8000', 'a=rtpmap:13 CN/8000')
const opus = sdp('m=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2')
const both = sdp(
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 13 110',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:63 red/48000/2',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:13 CN/8000',
  'a=rtpmap:110 telephone-event/48000',
)

describe('a description’s formats', () => {
  test.each([
    ['are mapped, as Chromium does', g722, ['G722/8000', 'CN/8000']],
    ['are static payload types alone, as a phone’s', sdp('m=audio 4000 RTP/AVP 9 13'), ['G722/8000', 'CN/8000']],
    ['have types of their own', sdp('m=audio 9 RTP/AVP 98', 'a=rtpmap:98 cn/16000'), ['CN/16000']],
    ['end their lines in LF alone', g722.replaceAll('\r\n', '\n'), ['G722/8000', 'CN/8000']],
    ['have no final line break', g722.trimEnd(), ['G722/8000', 'CN/8000']],
    ['give type 13 to something else', sdp('m=audio 9 RTP/AVP 13', 'a=rtpmap:13 L16/8000'), ['L16/8000']],
    ['are mapped without being offered', sdp('m=audio 9 RTP/AVP 9', 'a=rtpmap:13 CN/8000'), ['G722/8000']],
    ['are those of audio alone', `${opus}m=video 9 RTP/AVP 13\r\n`, ['OPUS/48000']],
    ['stand behind video', sdp('m=video 9 RTP/AVP 96', 'm=audio 9 RTP/AVP 9 13'), ['G722/8000', 'CN/8000']],
    ['are unknown', sdp('m=audio 9 RTP/AVP 34'), []],
    ['are none', '', []],
  ])('%s', (_, description, formats) => {
    expect(audioFormats(description)).toEqual(formats)
  })
})

describe('two sides', () => {
  const stats = { getStats: () => Promise.resolve(new Map()) }

  test.each([
    ['agree where both have it', g722, g722, true],
    [
      'agree in other payload types',
      sdp('m=audio 9 RTP/AVP 0 98', 'a=rtpmap:98 CN/8000'),
      sdp('m=audio 9 RTP/AVP 0 13'),
      true,
    ],
    ['agree where the answer prefers a codec of its clock rate', both, g722, true],
    ['do not where one alone has it', g722, opus, false],
    ['do not the other way round', opus, g722, false],
    ['do not where they speak opus, which makes none', both, both, false],
    ['do not where they have nothing else', sdp('m=audio 9 RTP/AVP 13'), sdp('m=audio 9 RTP/AVP 13'), false],
  ])('%s', (_, local, remote, agree) => {
    const connection = { ...stats, localDescription: { sdp: local }, remoteDescription: { sdp: remote } }
    expect(agreesOnComfortNoise(connection)).toBe(agree)
  })

  test('have not agreed on anything that cannot be read', () => {
    expect(agreesOnComfortNoise(stats)).toBe(false)
    expect(agreesOnComfortNoise({ ...stats, localDescription: null, remoteDescription: null })).toBe(false)
  })
})
