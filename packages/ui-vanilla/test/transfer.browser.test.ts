import type { Notice } from '@patchcord/core'
import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { busy } from './support/fakes.ts'
import { listenTo, mountTransfer, outcome } from './support/mount.ts'
import { transferViews } from './support/views.ts'

const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

describe('every notice', () => {
  test.each(Object.keys(transferViews) as Notice[])('%s shows its words and is reflected', (notice) => {
    const { element, part } = mountTransfer(notice)
    const failed = transferViews[notice].failure && element.getAttribute('state') === 'idle'
    expect(element.getAttribute('state')).toBe(transferViews[notice].state ?? 'idle')
    expect(element.getAttribute('detail')).toBe(failed ? 'busy' : notice)
    const words = `${part('now').textContent}${part('alert').textContent}`
    expect(words !== '').toBe(notice !== 'ready')
  })

  test('ready takes no room', () => {
    const { element } = mountTransfer('ready')
    expect(element.getBoundingClientRect().height).toBe(0)
  })
})

describe('the buttons', () => {
  test.each([
    ['connecting', 'Cancel', 'CANCEL'],
    ['talking', 'Mute', 'MUTE'],
    ['talking', 'Hang up', 'HANGUP'],
    ['ringing', 'Cancel', 'CANCEL'],
    ['blocked', 'Turn on sound', 'UNBLOCK'],
    ['returned', 'Try again', 'RETRY'],
    ['returned', 'Dismiss', 'DISMISS'],
  ] as const)('%s: “%s” sends %s', async (notice, name, command) => {
    const { transfer } = mountTransfer(notice)
    await press(name)
    expect(transfer.asked).toEqual([command])
  })

  test('“Turn on sound” is sent within the gesture', () => {
    const { transfer, part } = mountTransfer('blocked')
    part('unblock').click()
    expect(transfer.asked).toEqual(['UNBLOCK'])
  })

  test('a double click sends once, though the button has changed meanwhile', async () => {
    const { transfer } = mountTransfer('talking')
    const stop = transfer.subscribe(() => {})
    const send = transfer.send
    transfer.send = (command) => {
      send(command)
      transfer.become({ muted: true, can: ['HANGUP', 'UNMUTE', 'DTMF'] })
    }
    await page.getByRole('button', { name: 'Mute', exact: true }).dblClick()
    stop()
    expect(transfer.asked).toEqual(['MUTE'])
    await press('Unmute')
    expect(transfer.asked).toEqual(['MUTE', 'UNMUTE'])
  })

  test('two clicks before the view answers send once', () => {
    const { transfer, part } = mountTransfer('talking')
    part('mute').click()
    part('mute').click()
    expect(transfer.asked).toEqual(['MUTE'])
  })

  test('“Hang up” says what it leads to', async () => {
    const { transfer } = mountTransfer('talking')
    const hangup = page.getByRole('button', { name: 'Hang up' })
    await expect.element(hangup).toHaveAccessibleDescription('When you hang up, you’ll be back with the assistant.')
    transfer.become({ afterwards: 'nobody' })
    await expect.element(hangup).toHaveAccessibleDescription('When you hang up, the conversation ends.')
  })
})

describe('the live regions', () => {
  test('speak what has lasted, once, and never the time', async () => {
    const { transfer, part } = mountTransfer('connecting')
    const { spoken, said } = listenTo(part('spoken-status'))
    transfer.become(transferViews.ringing)
    expect(part('now').textContent).toBe('Ringing extension 2001…')
    await said('Ringing extension 2001… You can keep talking to the assistant while you wait.')
    transfer.become({ department: 'Sales' })
    await expect.poll(() => part('timer').textContent).toBe('00:01')
    expect(spoken).toHaveLength(1)
  })

  test('speak nothing of what passes by', async () => {
    const { transfer, part } = mountTransfer('ringing')
    const { spoken, said } = listenTo(part('spoken-status'))
    for (const notice of ['joining', 'talking', 'no-sound', 'talking'] as const) transfer.become(transferViews[notice])
    await said('You’re talking with the agent The assistant isn’t listening to this call.')
    expect(spoken).toHaveLength(1)
  })

  test('a failure interrupts, once, and the words on the screen are there at once', async () => {
    const { transfer, part } = mountTransfer('ringing')
    const { spoken, said } = listenTo(part('spoken-alert'))
    transfer.become(transferViews.returned)
    expect(part('alert').textContent).toBe(busy.sentence)
    await said(busy.sentence)
    transfer.become({ can: ['DISMISS'] })
    transfer.become({ can: ['DISMISS', 'RETRY'] })
    expect(spoken).toHaveLength(1)
    expect(part('spoken-alert').getAttribute('role')).toBe('alert')
  })
})

test('a failure stays with its sentence, options and Details, until it is dismissed', async () => {
  const { element, transfer, part, isShown } = mountTransfer('returned')
  element.manual = { phone: '+49 30 1234', sipAddress: 'sales@pbx.example' }
  await expect.element(page.getByRole('link', { name: 'Call +49 30 1234' })).toHaveAttribute('href', 'tel:+49301234')
  await expect
    .element(page.getByRole('link', { name: /sales@pbx.example/ }))
    .toHaveAttribute('href', 'sip:sales@pbx.example')
  await userEvent.click(page.getByText('Details'))
  const facts = [...part('facts').children].map(({ children }) => [...children].map((cell) => cell.textContent))
  expect(Object.fromEntries(facts)).toEqual({
    Code: 'busy',
    Stage: 'ringing',
    'SIP status': '486',
    'Q.850 cause': '17',
  })
  expect(part('remedy').querySelector('code')?.textContent).toBe("fs_cli -x 'sofia status profile internal reg 2001'")
  expect(getComputedStyle(part('remedy')).userSelect).toBe('text')
  transfer.become({ ...transferViews.ready, notice: 'ready', failure: null, can: [] })
  expect([isShown('details'), isShown('manual'), element.getBoundingClientRect().height]).toEqual([false, false, 0])
})

test('the outcome is an event that leaves the shadow tree and survives JSON', () => {
  const { element, transfer } = mountTransfer()
  const heard: CustomEvent[] = []
  const hear = (event: Event) => heard.push(event as CustomEvent)
  document.addEventListener('patchcord-outcome', hear)
  transfer.end(outcome)
  document.removeEventListener('patchcord-outcome', hear)
  const [event] = heard
  expect(heard).toHaveLength(1)
  expect([event?.bubbles, event?.composed, event?.target]).toEqual([true, true, element])
  expect(event?.detail).toEqual(outcome)
  expect(event?.detail).not.toBe(outcome)
})
