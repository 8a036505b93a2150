#!/usr/bin/env node
// From the first moment on: the code of the end is that of the signal, as shells count it.
for (const [signal, code] of [
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
])
  process.on(signal, () => process.exit(code));

try {
  const { main } = await import('../dist/bundle/main.js');
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.removeAllListeners(signal);
  await main();
} catch (error) {
  process.stderr.write(`sidecar-migrate: it could not be started: ${error.message}\n`);
  process.exitCode = 2;
}
