/** A quiet tone as a `data:` URL, as a server sends the assistant's voice. */
export function toneUrl(seconds: number, rate = 8000): string {
  const samples = Math.round(seconds * rate)
  const bytes = new Uint8Array(44 + samples)
  const view = new DataView(bytes.buffer)
  const text = (at: number, value: string) => bytes.set(new TextEncoder().encode(value), at)
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  text(36, 'data')
  view.setUint32(40, samples, true)
  for (let i = 0; i < samples; i++) bytes[44 + i] = 128 + Math.round(8 * Math.sin((2 * Math.PI * 440 * i) / rate))
  return `data:audio/wav;base64,${btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ''))}`
}
