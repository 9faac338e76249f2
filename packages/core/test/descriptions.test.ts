import { describe, expect, it } from 'vitest'
import { isHold, isPlayable, ours, theirs } from '../src/adapter/descriptions.ts'

const lines = (...text: string[]): string => text.map((line) => `${line}\r\n`).join('')
const session = ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's= ', 't=0 0'] as const
const audio = ['m=audio 50000 UDP/TLS/RTP/SAVPF 9 0 13 118 101', 'c=IN IP4 192.0.2.1'] as const
const codecs = ['a=rtpmap:9 G722/8000', 'a=rtpmap:0 PCMU/8000', 'a=rtpmap:101 telephone-event/8000'] as const
const noise = ['a=rtpmap:13 CN/8000', 'a=rtpmap:118 cn/16000', 'a=fmtp:118 x=1', 'a=rtcp-fb:118 nack'] as const

describe('comfort noise', () => {
  it('is taken out with all that belongs to it', () => {
    const clean = lines(...session, 'm=audio 50000 UDP/TLS/RTP/SAVPF 9 0 101', audio[1], ...codecs)
    expect(ours(lines(...session, ...audio, ...codecs, ...noise))).toBe(clean)
    expect(theirs(lines(...session, ...audio, ...codecs, ...noise))).toBe(clean)
  })

  it('stays where nothing else is left, and in what is no audio', () => {
    const alone = lines(...session, 'm=audio 50000 RTP/AVP 13', 'a=rtpmap:13 CN/8000')
    expect(ours(alone)).toBe(alone)
    const image = lines(...session, 'm=image 0 udptl 13', 'a=rtpmap:13 CN/8000')
    expect(ours(image)).toBe(image)
  })
})

describe('a description of the peer', () => {
  it('is put in the form that browsers take', () => {
    const odd = `\n${session.join('\n')}\r\n\r\n${audio[1]} \r\n\na=fmtp:111\r\na=fmtp:111 \r\n${codecs[1]}`
    expect(theirs(odd)).toBe(lines(...session, audio[1], codecs[1]))
  })

  it('keeps one audio alone, and takes the others out of the bundle', () => {
    const video = ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=bundle-only', 'a=mid:v'] as const
    const other = ['m=audio 9 UDP/TLS/RTP/SAVPF 0', 'a=mid:b'] as const
    const bundled = [...session, 'a=group:BUNDLE v a b'] as const
    const heard = ['m=audio 9 UDP/TLS/RTP/SAVPF 0', 'a=mid:a'] as const
    expect(theirs(lines(...bundled, ...video, ...heard, ...other))).toBe(
      lines(
        ...session,
        'a=group:BUNDLE a',
        'm=video 0 UDP/TLS/RTP/SAVPF 96',
        'a=mid:v',
        ...heard,
        'm=audio 0 UDP/TLS/RTP/SAVPF 0',
        'a=mid:b',
      ),
    )
  })

  it('is cut to what was offered, where it is an answer', () => {
    const offer = lines(...session, ...audio)
    const sdp = lines(...session, audio[0].replace(' 13 118', ''), 'm=video 9 RTP/SAVPF 96')
    expect(theirs(sdp, offer)).toBe(lines(...session, audio[0].replace(' 13 118', '')))
  })
})

describe('what can be played', () => {
  const known = ['opus', 'pcmu', 'g722']
  it.each([
    [true, ['m=audio 9 RTP/SAVPF 0']],
    [true, ['m=audio 9 RTP/SAVPF 3 111', 'a=rtpmap:111 OPUS/48000/2']],
    [false, ['m=audio 9 RTP/SAVPF 3', 'a=rtpmap:3 GSM/8000']],
    [false, ['m=audio 9 RTP/SAVPF 0', 'a=rtpmap:0 GSM/8000']],
    [false, ['m=audio 9 RTP/SAVPF 101', 'a=rtpmap:101 telephone-event/8000']],
    [false, ['m=audio 0 RTP/SAVPF 0']],
    [false, ['m=video 9 RTP/SAVPF 0']],
    [true, ['m=audio 0 RTP/SAVPF 0', 'm=audio 9 RTP/SAVPF 0']],
  ])('%s: %j', (playable, media) => {
    expect(isPlayable(lines(...session, ...media), known)).toBe(playable)
  })

  it('is any audio where the browser does not tell what it knows', () => {
    expect(isPlayable(lines(...session, 'm=audio 9 RTP/SAVPF 3'), undefined)).toBe(true)
  })
})

describe('a hold', () => {
  it.each([
    [false, ['m=audio 5 RTP/SAVPF 0']],
    [true, ['m=audio 5 RTP/SAVPF 0', 'a=sendonly']],
    [true, ['m=audio 5 RTP/SAVPF 0', 'a=inactive']],
    [false, ['m=audio 5 RTP/SAVPF 0', 'a=recvonly']],
    [true, ['a=sendonly', 'm=audio 5 RTP/SAVPF 0']],
    [false, ['a=sendonly', 'm=audio 5 RTP/SAVPF 0', 'a=sendrecv']],
    [false, ['m=audio 5 RTP/SAVPF 0', 'm=video 0 RTP/SAVPF 96', 'a=inactive']],
    [false, ['m=video 0 RTP/SAVPF 96', 'a=inactive', 'm=audio 5 RTP/SAVPF 0']],
    [true, ['c=IN IP4 0.0.0.0', 'm=audio 5 RTP/SAVPF 0']],
    [false, ['c=IN IP4 0.0.0.0', 'm=audio 5 RTP/SAVPF 0', 'c=IN IP4 192.0.2.1']],
    [false, ['m=audio 9 RTP/SAVPF 0', 'c=IN IP4 0.0.0.0']],
    [false, ['m=audio 0 RTP/SAVPF 0', 'a=inactive']],
  ])('%s: %j', (hold, text) => {
    expect(isHold(lines(...session, ...text))).toBe(hold)
  })
})
