// Sallyport beside other servers, in one run, on one PostgreSQL.
// Run it with `./sallyport bench`, or: DATABASE_URL=… node bench/run.mjs [--rounds N] [--calls N] [--json]
// Needs `npm ci` in this folder and a built launcher; makes the tables it reads in a schema `bench`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const here = fileURLToPath(new URL('.', import.meta.url));
const url = process.env.DATABASE_URL;
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const rounds = option('rounds', 5);
const calls = option('calls', 300);
if (!url || !existsSync(join(here, 'node_modules'))) {
  console.error('bench: DATABASE_URL and the servers are needed');
  console.error('help: run `npm ci --prefix bench`, set DATABASE_URL to a database that may be written to');
  process.exit(2);
}

const JOIN = `SELECT u.id, u.email, r.name FROM bench.users u JOIN bench.bookings b ON b.user_id = u.id
  JOIN bench.rooms r ON r.booking_id = b.id WHERE u.id < 20 ORDER BY u.id`;
const home = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
const bin = (name) => join(here, 'node_modules', name);
const servers = {
  sallyport: {
    command: [join(here, '..', 'sallyport'), 'serve', '--project', home],
    env: { DATABASE_URL: url, SALLYPORT_HOME: join(home, 'home'), SALLYPORT_CONFIG: join(home, 'trust') },
    tool: 'query',
    describes: true,
  },
  'server-postgres': {
    command: [process.execPath, bin('@modelcontextprotocol/server-postgres/dist/index.js'), url],
    tool: 'query',
  },
  dbhub: {
    command: [process.execPath, bin('@bytebase/dbhub/dist/index.js'), '--transport', 'stdio', '--dsn', url],
    tool: 'execute_sql',
  },
};

class Session {
  constructor(server) {
    this.tool = server.tool;
    this.waiting = new Map();
    this.last = 0;
    this.process = spawn(server.command[0], server.command.slice(1), {
      env: { ...process.env, ...server.env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    createInterface({ input: this.process.stdout }).on('line', (line) => {
      const message = JSON.parse(line);
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    });
  }
  ask(method, params) {
    const id = ++this.last;
    this.process.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }
  async greet() {
    await this.ask('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'bench', version: '1' },
    });
    this.process.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
    return this;
  }
  query(sql) {
    return this.call(this.tool, { sql });
  }
  async call(name, given) {
    const answer = await this.ask('tools/call', { name, arguments: given });
    if (answer.error || answer.result.isError) {
      throw new Error(`refused: ${JSON.stringify(answer).slice(0, 300)}`);
    }
  }
  memory() {
    const status = `/proc/${this.process.pid}/status`;
    return existsSync(status) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))[1]) / 1024 : NaN;
  }
  end() {
    this.process.stdin.end();
    return new Promise((resolve) => {
      const impatient = setTimeout(() => this.process.kill(), 3000);
      this.process.on('exit', () => resolve(clearTimeout(impatient)));
    });
  }
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const ordered = (values) => [...values].sort((a, b) => a - b);
const median = (values) => at(ordered(values), 0.5);

const timed = (session, sql) => repeated((i) => session.query(sql(i)));

async function repeated(work) {
  const times = [];
  for (let i = 0; i < calls; i++) {
    const begin = performance.now();
    await work(i);
    times.push(performance.now() - begin);
  }
  return ordered(times);
}

async function measure(server) {
  const figures = {};
  const answers = [];
  const reads = [];
  for (let i = 0; i < rounds; i++) {
    const begin = performance.now();
    const session = await new Session(server).greet();
    answers.push(performance.now() - begin);
    await session.query('SELECT 1');
    reads.push(performance.now() - begin);
    await session.end();
  }
  figures['first answer, ms'] = median(answers);
  figures['first row, ms'] = median(reads);
  const session = await new Session(server).greet();
  await timed(session, () => 'SELECT 1');
  const kinds = {
    'SELECT 1': () => 'SELECT 1',
    'join of three': () => JOIN,
    'distinct': (i) => `SELECT ${i} + 1 AS distinct_${i}`,
  };
  for (const [name, sql] of Object.entries(kinds)) {
    const times = await timed(session, sql);
    figures[`${name} p50, ms`] = at(times, 0.5);
    figures[`${name} p99, ms`] = at(times, 0.99);
  }
  if (server.describes) {
    const times = await repeated(() => session.call('describe', { objects: ['bench_many.*'] }));
    figures['describe p50, ms'] = at(times, 0.5);
  }
  figures['memory, MB'] = session.memory();
  await session.end();
  const eight = await Promise.all(Array.from({ length: 8 }, () => new Session(server).greet()));
  await Promise.all(eight.map((one) => one.query('SELECT 1')));
  const begin = performance.now();
  await Promise.all(eight.map((one) => timed(one, () => 'SELECT 1')));
  figures['8 clients, calls/s'] = (8 * calls * 1000) / (performance.now() - begin);
  await Promise.all(eight.map((one) => one.end()));
  return figures;
}

async function prepare() {
  const { default: pg } = await import(createRequire(join(here, 'x.js')).resolve('pg'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE SCHEMA IF NOT EXISTS bench;
    CREATE TABLE IF NOT EXISTS bench.users (id int PRIMARY KEY, email text);
    CREATE TABLE IF NOT EXISTS bench.bookings (id int PRIMARY KEY, user_id int);
    CREATE TABLE IF NOT EXISTS bench.rooms (id int PRIMARY KEY, booking_id int, name text);
    INSERT INTO bench.users SELECT g, 'user' || g FROM generate_series(1, 500) g ON CONFLICT DO NOTHING;
    INSERT INTO bench.bookings SELECT g, g FROM generate_series(1, 500) g ON CONFLICT DO NOTHING;
    INSERT INTO bench.rooms SELECT g, g, 'room' FROM generate_series(1, 500) g ON CONFLICT DO NOTHING;
    ANALYZE bench.users; ANALYZE bench.bookings; ANALYZE bench.rooms`);
  // `describe` of a large schema is asked of Sallyport alone: the others list tables as resources.
  await client.query(`CREATE SCHEMA IF NOT EXISTS bench_many;
    DO $$ BEGIN FOR i IN 1..1000 LOOP
      EXECUTE format('CREATE TABLE IF NOT EXISTS bench_many.t%s (id int PRIMARY KEY,
        name text NOT NULL, state text DEFAULT ''open'', made timestamptz DEFAULT now(), n numeric)', i);
    END LOOP; END $$`);
  await client.end();
}

await prepare();
const results = {};
for (const [name, server] of Object.entries(servers)) {
  try {
    results[name] = await measure(server);
  } catch (error) {
    console.error(`bench: ${name} left out: ${error.message}`);
  }
}
rmSync(home, { recursive: true, force: true });
const names = Object.keys(results);
const ours = results.sallyport;
if (!ours) {
  process.exit(1);
}
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(results, null, 2));
  process.exit(0);
}
// 20 + 12 + 2 × 24 columns; a ratio says how many times the other's figure ours is.
const row = (cells) => console.log(cells.map((cell, i) => (i ? cell.padStart(i > 1 ? 24 : 12) : cell.padEnd(20))).join(''));
const written = (value) => value.toFixed(value < 10 ? 2 : 0);
row(['', ...names]);
for (const figure of Object.keys(ours)) {
  row([
    figure,
    ...names.map((name) => {
      if (results[name][figure] === undefined) {
        return '-'.padEnd(13);
      }
      const ratio = (ours[figure] / results[name][figure]).toFixed(2);
      return written(results[name][figure]) + (name === 'sallyport' ? '' : `  ours ×${ratio}`.padEnd(13));
    }),
  ]);
}
