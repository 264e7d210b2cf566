// A whole session through the protocol's own client library: what it cannot read fails here.
// Usage: node session.mjs COMMAND [ARGUMENT…]; prints one JSON document.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [command, ...args] = process.argv.slice(2);
const transport = new StdioClientTransport({
  command,
  args,
  env: process.env,
  stderr: 'ignore',
});
const client = new Client({ name: 'sallyport-session', version: '1' });
await client.connect(transport);

// Listing the tools makes the client hold every later answer to its tool's output schema.
const { tools } = await client.listTools();
const call = (name, args = {}) => client.callTool({ name, arguments: args });
const outcome = (answer) => answer.structuredContent.outcome;

const cancelled = new AbortController();
const long = client
  .callTool(
    { name: 'query', arguments: { sql: 'SELECT count(*) FROM generate_series(1, 9000000000)' } },
    undefined,
    { signal: cancelled.signal },
  )
  .then(() => 'answered', () => 'cancelled');
setTimeout(() => cancelled.abort(), 500);

const opened = await call('execute', {
  sql: 'DELETE FROM users WHERE id = 3',
  justification: 'a session of the tests',
});
const report = {
  server: client.getServerVersion().name,
  tools: tools.map((tool) => tool.name),
  status: outcome(await call('status')),
  describe: outcome(await call('describe')),
  rows: (await call('query', { sql: 'SELECT id FROM users ORDER BY id LIMIT 2' })).structuredContent
    .rows,
  refused: outcome(await call('query', { sql: 'DROP TABLE users' })),
  explained: outcome(await call('explain_decision', { sql: 'DROP TABLE users' })),
  operation: outcome(
    await call('request_operation', { operation: 'migrate-reset', justification: 'a test' }),
  ),
  opened: outcome(opened),
  waited: outcome(
    await call('ticket_wait', { ticket: opened.structuredContent.ticket, max_seconds: 1 }),
  ),
  listed: (await call('ticket_list')).structuredContent.tickets.length,
  took_back: outcome(await call('ticket_cancel', { ticket: opened.structuredContent.ticket })),
  cancelled: await long,
  resources: (await client.listResources()).resources.map((resource) => resource.uri).sort(),
  schema: (await client.readResource({ uri: 'sallyport://schema' })).contents.length,
  prompts: (await client.listPrompts()).prompts.map((prompt) => prompt.name).sort(),
};
await client.close();
console.log(JSON.stringify(report));
