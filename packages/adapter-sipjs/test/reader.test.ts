import fc from 'fast-check'
import { Core } from 'sip.js'
import { expect, test } from 'vitest'
import { readMessage } from '../../core/src/adapter/reader.ts'
import { anyMessage } from '../../core/test/support/any-message.ts'

const silent = new Core.LoggerFactory()
silent.builtinEnabled = false
const logger = silent.getLogger('test')

test('SIP.js reads whatever the reader lets through', () => {
  fc.assert(
    fc.property(anyMessage, (text) => {
      const reading = readMessage(text)
      if (!reading.ok) return
      expect(Core.Parser.parseMessage(reading.message, logger), reading.message).toBeDefined()
    }),
    { numRuns: 500 },
  )
})
