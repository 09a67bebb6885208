// Loaded into the service by `bench/memory.ts`: tells, when asked by a signal, what is left after the rubbish is taken out.
process.on("SIGUSR2", () => {
  for (let times = 0; times < 3; times++) globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  process.stderr.write(`memory:${JSON.stringify({ heapUsed, rss })}\n`);
});
