// Every check, one after the other; ends with one line: N passed, N failed. Run it by `npm test`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { whatFirefoxLacks, whatTestsLack } from '../e2e/sip-lab/packages.ts'
import { aptInstall } from './apt-install.ts'
import { inPackages } from './pnpm.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const strict = Boolean(process.env.CI)
const bin = (name) => (name === 'node' ? process.execPath : `${root}/node_modules/.bin/${name}`)
const reports = `${root}/reports`
const tally = { passed: 0, failed: 0 }
/** What this machine cannot run, in words. */
const leftOut = []

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
// What is started runs on the same Node as this, wherever its own script would look for one.
process.env.PATH = `${root}/node_modules/.bin:${process.env.PATH}`

function run(name, args, env = {}) {
  const { status, error } = spawnSync(bin(name), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  if (error) console.error(String(error))
  return status === 0
}

/** One check that passes or fails as a whole. */
function check(title, name, ...args) {
  console.log(`\n— ${title}`)
  tally[run(name, args) ? 'passed' : 'failed']++
}

/** A script that every package has. */
function checkPackages(title, script) {
  console.log(`\n— ${title}`)
  tally[inPackages(script) === 0 ? 'passed' : 'failed']++
}

/** A suite whose own tests are counted. */
function suite(title, report, count, name, args, env) {
  console.log(`\n— ${title}`)
  const ok = run(name, args, env)
  const file = `${reports}/${report}`
  // A suite that leaves no report has proven nothing.
  const { passed, failed } = existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 1 }
  tally.passed += passed
  tally.failed += ok ? failed : Math.max(failed, 1)
}

function hasChromium() {
  return [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].some((path) => path && existsSync(path))
}

const browser = hasChromium() || aptInstall('chromium') || run('playwright', ['install', 'chromium'])
if (!browser)
  leftOut.push('browser and end-to-end tests, and calls on the SIP lab: no Chromium here, and none could be installed')

/** The system's own Python, whatever comes first on the PATH: Debian's packages belong to it. */
const python = process.env.PATCHCORD_PYTHON ?? '/usr/bin/python3'
const hasFlask = () => spawnSync(python, ['-c', 'import flask_socketio, eventlet']).status === 0
const flask = hasFlask() || (aptInstall('python3-flask-socketio', 'python3-eventlet') && hasFlask())
if (!flask) leftOut.push(`tests of the Flask server: ${python} has no Flask-SocketIO with eventlet`)

const labLacks = browser ? whatTestsLack() : undefined
if (labLacks) leftOut.push(`calls on the SIP lab: ${labLacks}`)
const firefoxLacks = browser && !labLacks ? whatFirefoxLacks() : undefined
if (firefoxLacks) leftOut.push(`calls in Firefox: ${firefoxLacks}`)

const vitestCount = ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests })
const playwrightCount = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + stats.skipped,
})
const vitest = (project) => [
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=reports/${project}.json`,
]

check('format and lint', 'biome', 'ci', '--error-on-warnings', '--colors=off', '.')
check('unused files, exports and dependencies', 'knip')
check('types', 'tsc', '-b')
check('documents: snippets are the files’ own, links lead somewhere', 'node', 'scripts/docs.mjs', '--check')
checkPackages('packages: build', 'build')
checkPackages('packages: publishable', 'check:pkg')
check('packages: size', 'size-limit')
suite('unit, model and contract tests', 'node.json', vitestCount, 'vitest', vitest('node'))
if (browser) {
  suite('tests in Chromium', 'browser.json', vitestCount, 'vitest', vitest('browser'))
  suite('end to end', 'e2e.json', playwrightCount, 'playwright', ['test'], {
    NODE_OPTIONS: '--conditions=patchcord-source',
    PATCHCORD_REPORT: 'reports/e2e.json',
    ...(flask ? {} : { PATCHCORD_WITHOUT_FLASK: '1' }),
  })
  if (!labLacks)
    suite('calls on the SIP lab', 'lab.json', playwrightCount, 'node', ['e2e/sip-lab/play.ts'], {
      PATCHCORD_FAULTS: 'once',
    })
}

if (browser) {
  check('documents: the coverage and the faults are what the tests left', 'node', 'scripts/docs.mjs', '--check')
  check('FreeSWITCH’s demands: what holds them was played', 'node', 'scripts/demands.mjs')
}

for (const what of leftOut) console.error(`\nNOT RUN: ${what}`)
if (leftOut.length > 0) console.error(`\n${leftOut.length} left out on this machine`)
if (strict) tally.failed += leftOut.length
console.log(`\n${tally.passed} passed, ${tally.failed} failed`)
process.exit(tally.failed === 0 ? 0 : 1)
