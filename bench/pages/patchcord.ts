import { mockAssistant } from '@patchcord/core/mock'
import { attach } from 'patchcord'
import { watchFromBelow } from './marks.ts'

const below = watchFromBelow()
const { transfer } = attach({
  config: { domain: 'localhost', servers: [`ws://${location.host}/sip`] },
  port: mockAssistant(),
  log: () => {},
})

window.call = async () => {
  below.begin()
  const outcome = transfer.request({ targets: ['2001'] })
  await below.audio
  await new Promise<void>((resolve) => {
    const look = () => transfer.getView().notice === 'talking' && resolve()
    transfer.subscribe(look)
    look()
  })
  transfer.send('HANGUP')
  await outcome
  return below.marks
}
