import { describe, expect, test } from 'vitest'
import { snippetOf } from '../docs/snippet.ts'

const python = `import app

# region handler
def answer(data):
    # region inner
    emit("transfer_initiated", data)
    # endregion

    return True
# endregion

app.run()
`

describe('a snippet', () => {
  test('of a file is its text, without markers and without empty lines at either end', () => {
    expect(snippetOf('\nconst a = 1\n// region x\n\nconst b = 2\n// endregion\n\n')).toEqual([
      'const a = 1',
      '',
      'const b = 2',
    ])
  })

  test('of a region leaves out what stands around it, and the markers in it', () => {
    expect(snippetOf(python, 'handler')).toEqual([
      'def answer(data):',
      '    emit("transfer_initiated", data)',
      '',
      '    return True',
    ])
  })

  test('is dedented by what all its lines share', () => {
    expect(snippetOf(python, 'inner')).toEqual(['emit("transfer_initiated", data)'])
  })

  test.each([
    ['// region x', '// endregion'],
    ['//#region x', '//#endregion'],
    ['# region x', '# endregion x'],
    ['<!-- region x -->', '<!-- endregion -->'],
    ['/* region x */', '/* endregion */'],
    ['{# region x #}', '{# endregion #}'],
    ['-- region x', '-- endregion'],
  ])('knows a region by %s and %s', (start, end) => {
    expect(snippetOf(`before\n  ${start}\n  inside\n  ${end}\nafter`, 'x')).toEqual(['inside'])
  })

  test('takes a line that only speaks of a region for text', () => {
    expect(snippetOf('// the region of the user\ntone("us")')).toContain('// the region of the user')
  })

  test('keeps no carriage returns', () => {
    expect(snippetOf('a\r\nb\r\n')).toEqual(['a', 'b'])
  })

  test.each([
    ['an unknown region', 'a', 'no region x'],
    ['a region that comes twice', '# region x\na\n# endregion\n# region x\nb\n# endregion', 'more than one region x'],
    ['a region without an end', '# region x\na', 'line 1: region x is never ended'],
    ['an end without a region', 'a\n# endregion', 'line 2: this endregion ends no region'],
    ['an end by another name', '# region x\na\n# endregion y', 'line 3: this endregion ends no region'],
    ['an empty region', '# region x\n\n# endregion', 'nothing stands there'],
  ])('%s is refused', (_what, text, message) => {
    expect(() => snippetOf(text, 'x')).toThrow(message)
  })
})
