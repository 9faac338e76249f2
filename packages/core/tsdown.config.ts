import { library } from '../../tsdown.config.base.ts'

export default library(
  'src/index.ts',
  'src/adapter/index.ts',
  'src/machines.ts',
  'src/mock/index.ts',
  'src/testing/index.ts',
)
