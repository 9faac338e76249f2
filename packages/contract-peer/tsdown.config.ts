import { library } from '../../tsdown.config.base.ts'

export default library(
  'src/index.ts',
  'src/browser/index.ts',
  'src/vitest.ts',
  'src/vitest-setup.ts',
  'src/reporter.ts',
)
