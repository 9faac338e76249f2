/** A test by its file and by how its name begins: a case of the contract by its id, any other by its own words. */
export interface NamedTest {
  readonly file: string
  readonly name: string
}

/** A fault that is planted to see whether its test notices: one guard, clean-up or work-around taken away. */
export interface PlantedFault {
  /** What the code does with it, in a sentence. */
  readonly name: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly code: string
  readonly becomes: string
  readonly caughtBy: NamedTest
}

/** The file's text with the fault in it. Throws where the code does not stand there exactly once. */
export function plant(source: string, { file, code, becomes }: PlantedFault): string {
  const [before = '', after, ...more] = source.split(code)
  if (after === undefined || more.length > 0) throw new Error(`${file} does not hold once: ${code}`)
  return before + becomes + after
}
