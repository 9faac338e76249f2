// A call with plain JsSIP, as its README shows it.
import JsSIP from 'jssip'
import { watchFromBelow } from './marks.ts'

const below = watchFromBelow()

window.call = async () => {
  below.begin()
  const agent = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(`ws://${location.host}/sip`)],
    uri: 'sip:anonymous@localhost',
    register: false,
  })
  agent.start()
  await new Promise((resolve) => agent.once('connected', resolve))
  const session = agent.call('sip:2001@localhost', { mediaConstraints: { audio: true, video: false } })
  await below.audio
  session.terminate()
  agent.stop()
  return below.marks
}
